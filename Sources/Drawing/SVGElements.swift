import Scene

/// The elements of drawings as SVG text, with what they have in common: ids, inks and glyph outlines.
struct SVGElements {
    /// The id that all others begin with.
    let rootID: String
    private(set) var style: SVGStyle
    private let hasSelectableText: Bool
    private var identifiers = SVGIdentifiers()
    private var glyphs: SVGGlyphs
    private var body = XMLText()

    /// - Parameter root: what the ids begin with.
    init(root: String, outlines: [Glyph: GlyphOutline], style: SVGStyle, hasSelectableText: Bool = false) {
        rootID = identifiers.id(root)
        self.style = style
        self.hasSelectableText = hasSelectableText
        glyphs = SVGGlyphs(outlines: outlines)
    }

    /// An id that no other part has.
    mutating func id(_ wish: String) -> String { identifiers.id("\(rootID)-\(wish)") }

    mutating func text(of elements: [Element]) -> XMLText {
        body = XMLText()
        for element in elements { write(element) }
        return body
    }

    /// The outlines of the glyphs used so far.
    var definitions: XMLText { glyphs.definitions }

    private mutating func write(_ element: Element) {
        switch element {
        case .group(let group): write(group)
        case .shape(let shape): write(shape)
        case .text(let text): write(text)
        }
    }

    private mutating func write(_ group: Group) {
        body.append("<g id=\"\(id(group.id))\"")
        if !group.classes.isEmpty { body.append(attribute: "class", group.classes.joined(separator: " ")) }
        if let step = group.step { body.append(" data-step=\"\(step)\"") }
        body.append(">\n")
        if let title = group.title {
            body.append("<title>")
            body.append(escaped: title)
            body.append("</title>\n")
        }
        for element in group.elements { write(element) }
        body.append("</g>\n")
    }

    private mutating func write(_ shape: Shape) {
        switch shape.geometry {
        case .circle(let center, let radius):
            body.append("<circle")
            body.append(attribute: "cx", center.x)
            body.append(attribute: "cy", center.y)
            body.append(attribute: "r", radius)
        case .rectangle(let rect, let cornerRadius):
            openRectangle(rect)
            if cornerRadius > 0 { body.append(attribute: "rx", cornerRadius) }
        case .path(let path):
            body.append("<path d=\"")
            body.append(SVGPathData(path).text)
            body.append("\"")
        }
        body.append(style.attributes(fill: shape.fill, stroke: shape.stroke))
        if shape.stroke != nil, shape.lineWidth != 1 { body.append(attribute: "stroke-width", shape.lineWidth) }
        body.append("/>\n")
    }

    private mutating func write(_ text: Text) {
        let runs = glyphs.runs(of: text)
        guard !runs.isEmpty || !text.rules.isEmpty else { return }
        body.append("<g")
        body.append(style.attributes(fill: text.ink))
        body.append(attribute: "data-text", text.plain)
        // A single run needs no group of its own.
        if runs.count == 1, text.rules.isEmpty {
            write(runs[0])
        } else {
            body.append(">")
            for rule in text.rules {
                openRectangle(rule)
                body.append("/>")
            }
            for run in runs {
                body.append("<g")
                write(run)
                body.append("</g>")
            }
        }
        body.append("</g>\n")
        if hasSelectableText { writeCharacters(of: text) }
    }

    /// The text's characters, unseen, over the middle of its drawing and as wide as it.
    private mutating func writeCharacters(of text: Text) {
        let size = text.glyphs.map(\.size).max() ?? text.bounds.height
        // Without a paint it could not be pointed at.
        body.append("<text fill=\"#000\" fill-opacity=\"0\" lengthAdjust=\"spacingAndGlyphs\"")
        body.append(attribute: "x", text.bounds.minX)
        // A third of an em below the middle is the baseline of digits and capitals.
        body.append(attribute: "y", text.bounds.center.y + size / 3)
        body.append(attribute: "textLength", text.bounds.width)
        body.append(attribute: "font-size", size)
        body.append(">")
        body.append(escaped: text.plain)
        body.append("</text>\n")
    }

    /// Completes a group's tag with the run's transform, and fills the group.
    private mutating func write(_ run: SVGGlyphs.Run) {
        body.append(" transform=\"translate(")
        body.append(decimal: hundredths(run.origin.x))
        body.append(" ")
        body.append(decimal: hundredths(run.origin.y))
        body.append(")scale(")
        body.append(decimal: Int((run.scale * 1e6).rounded()), decimals: 6)
        body.append(")\">")
        for (glyph, offset) in run.glyphs {
            let id = glyphs.id(of: glyph) { identifiers.id("\(rootID)-g\($0)") }
            body.append("<use href=\"#\(id)\"")
            if offset.x != 0 { body.append(attribute: "x", offset.x) }
            if offset.y != 0 { body.append(attribute: "y", offset.y) }
            body.append("/>")
        }
    }

    private mutating func openRectangle(_ rect: Rect) {
        body.append("<rect")
        body.append(attribute: "x", rect.minX)
        body.append(attribute: "y", rect.minY)
        body.append(attribute: "width", rect.width)
        body.append(attribute: "height", rect.height)
    }
}
