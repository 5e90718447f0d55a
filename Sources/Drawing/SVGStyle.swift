import Scene

/// The colours of an SVG drawing: attributes for programs without CSS variables, and above them the style sheet.
///
/// An ink is written as a class and the light colour: `class="fill-text" fill="#1b1f24"`. The style sheet's rule for
/// the class asks for `--gradfig-text`, which a page around the drawing may set, and falls back on the light or the
/// dark colour. Programs that do not know `var()` drop the rule and keep the attribute. A drawing of one scheme has
/// that scheme's colour in all these places.
struct SVGStyle {
    enum Property: String, CaseIterable {
        case fill, stroke
    }

    private struct Use: Hashable {
        let property: Property
        let ink: Ink
    }

    /// The scheme of the drawing; nil for that of the page that it stands in.
    private let scheme: ColorScheme?
    private let hasColors: Bool
    private var uses: Set<Use> = []
    /// What was written before: few inks paint many shapes.
    private var known: [Paint: String] = [:]

    private struct Paint: Hashable {
        let fill: Ink?
        let stroke: Ink?
    }

    /// - Parameter hasColors: whether colours stand beside the classes; a page may have its own sheet for these.
    init(_ scheme: ColorScheme?, hasColors: Bool = true) {
        self.scheme = scheme
        self.hasColors = hasColors
    }

    /// The attributes that paint with the inks; the style sheet will have their rules.
    mutating func attributes(fill: Ink?, stroke: Ink? = nil) -> String {
        let paint = Paint(fill: fill, stroke: stroke)
        if let known = known[paint] { return known }
        var classes = ""
        var colors = ""
        for (property, ink) in [(Property.fill, fill), (.stroke, stroke)] {
            guard let ink else { continue }
            uses.insert(Use(property: property, ink: ink))
            if !classes.isEmpty { classes += " " }
            classes += "\(property.rawValue)-\(ink.rawValue)"
            if hasColors { colors += " \(property.rawValue)=\"\(color(of: ink, in: scheme ?? .light))\"" }
        }
        let attributes = classes.isEmpty ? "" : " class=\"\(classes)\"\(colors)"
        known[paint] = attributes
        return attributes
    }

    /// The rules for the inks used so far. Before them, a narrow page may shrink the drawing, and a drawing that is a
    /// document of its own gets a dark page under its dark colours. The rules hold only inside the element with the
    /// id, so that drawings in one HTML page leave each other and the page alone.
    func sheet(root id: String) -> String {
        let root = "#" + id.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "\\.")
        let schemes = scheme.map { [$0] } ?? ColorScheme.allCases
        var sheet = """
            <style>
            \(root){max-width:100%;height:auto}
            \(root):root{color-scheme:\(schemes.map(\.rawValue).joined(separator: " "))}
            \(rules(root: root, in: schemes[0]))

            """
        if schemes.count > 1 {
            sheet += """
                @media (prefers-color-scheme:dark){
                \(rules(root: root, in: .dark))
                }

                """
        }
        return sheet + "</style>\n"
    }

    private func rules(root: String, in scheme: ColorScheme) -> String {
        var rules: [String] = []
        for ink in Ink.allCases {
            for property in Property.allCases where uses.contains(Use(property: property, ink: ink)) {
                let value = "var(--gradfig-\(ink.rawValue),\(color(of: ink, in: scheme)))"
                rules.append("\(root) .\(property.rawValue)-\(ink.rawValue){\(property.rawValue):\(value)}")
            }
        }
        return rules.joined(separator: "\n")
    }

    /// `#rrggbb`, or `#rgb` where that says the same.
    private func color(of ink: Ink, in scheme: ColorScheme) -> String {
        let digits = Array(ink.color(in: scheme))
        let pairs = stride(from: 0, to: digits.count, by: 2)
        let isShort = pairs.allSatisfy { digits[$0] == digits[$0 + 1] }
        return "#" + String(isShort ? pairs.map { digits[$0] } : digits)
    }
}
