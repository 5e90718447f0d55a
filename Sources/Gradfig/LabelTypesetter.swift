import ComputationalGraph
import MathTypesetting
import Scene
import Symbolic

/// Sets the labels of figures: values, operations, names. Usable from all threads.
struct LabelTypesetter: Sendable {
    let mathFont: MathFont
    let textFont: TextFont

    /// The size of values, in points per em.
    static let valueSize = 12.0
    /// The size of layers' names.
    static let nameSize = 13.0
    /// The size of the operation in a node.
    static let operationSize = 11.0

    /// A value on an arrow. Fractions are set at full size, as in a displayed formula.
    ///
    /// - Parameter shape: the lengths of an array, which stand below it; none for a single value.
    func value(_ value: EdgeValue, in notation: ShortNotation, shape: [String]) throws -> Label {
        var node = value.mathNode(in: notation)
        if !shape.isEmpty {
            let lengths = shape.map { [Expression.symbol(Symbol($0)).mathNode] }
            let below = Array(lengths.joined(separator: [.symbol("×")]))
            node = .array([[.styled(.display, node)], [.styled(.script, .row(below))]], Self.stack)
        }
        return self.value(
            value.plain(in: notation), box: try mathFont.layout(node, size: Self.valueSize, style: .display))
    }

    /// Something above something smaller.
    static let stack = {
        var layout = ArrayLayout.matrix
        (layout.height, layout.depth, layout.rowGap, layout.crowdedRowGap) = (Em(0), Em(0), Em(0.3), Em(0.3))
        return layout
    }()

    /// A value takes up what its ink does.
    func value(_ plain: String, box: MathBox) -> Label {
        Label(plain: plain, box: box, ink: mathFont.hull(of: box))
    }

    /// An equation, displayed.
    func statement(_ statement: Statement, _ names: DisplayNames) throws -> Label {
        Label(
            plain: statement.place.text,
            box: try mathFont.layout(statement.mathNode(names), size: Self.valueSize, style: .display))
    }

    /// The sign or the name in an operation's node. The middle of a sign is that of its ink; names stand on one baseline,
    /// with the middle of their small letters in the middle of the node.
    ///
    /// - Parameter indices: what ∑ or ∏ runs over.
    func operation(_ operation: String, over indices: [String]) throws -> Label {
        func box(_ node: MathNode) throws -> MathBox {
            try mathFont.layout(node, size: Self.operationSize, style: .text)
        }
        if !indices.isEmpty {
            let base = MathNode.row(operation.unicodeScalars.map { .symbol($0) })
            let sign = try box(.scripts(base: base, sub: Written.list(indices.map(Written.name))))
            return Label(
                plain: "\(operation)_\(indices.joined(separator: "_"))", box: sign, bounds: sign.inkBounds)
        }
        guard let first = operation.first, first.isASCII, first.isLetter else {
            let sign = try box(.row(operation.unicodeScalars.map { .symbol($0) }))
            return Label(plain: operation, box: sign, bounds: sign.inkBounds)
        }
        let name = try box(.function(operation))
        let middle = try box(.operatorName("x")).height / 2
        let reach = max(name.height - middle, name.depth + middle)
        return Label(
            plain: operation, box: name,
            bounds: Rect(minX: 0, minY: -middle - reach, maxX: name.width, maxY: -middle + reach))
    }

    /// The names of layers in a language, each on one line. All reach as far above their baselines and below them as letters
    /// do, so that names beside each other stand on one baseline.
    func names(_ names: [String], language: String?) -> [Label] {
        func box(_ text: String) -> MathBox { textFont.layout(text, size: Self.nameSize, language: language) }
        let labels = names.map { name in
            // Graphviz would take it for two.
            let name = name.split(whereSeparator: \.isNewline).joined(separator: " ")
            return Label(plain: name, box: box(name))
        }
        let letters = Label(plain: "", box: box("lp")).bounds
        let reach = labels.reduce(letters) { $0.union($1.bounds) }
        return labels.map { label in
            var bounds = label.bounds
            (bounds.minY, bounds.maxY) = (reach.minY, reach.maxY)
            return Label(plain: label.plain, box: label.box, bounds: bounds)
        }
    }

    /// The outlines of all glyphs in a drawing.
    func outlines(of elements: [Element]) -> [Glyph: GlyphOutline] {
        var outlines: [Glyph: GlyphOutline] = [:]
        func collect(_ element: Element) {
            switch element {
            case .group(let group): group.elements.forEach(collect)
            case .shape: break
            case .text(let text):
                for placed in text.glyphs where outlines[placed.glyph] == nil {
                    let isMath = placed.glyph.font == mathFont.postScriptName
                    outlines[placed.glyph] =
                        isMath ? mathFont.outline(of: placed.glyph) : textFont.outline(of: placed.glyph)
                }
            }
        }
        elements.forEach(collect)
        return outlines
    }
}
