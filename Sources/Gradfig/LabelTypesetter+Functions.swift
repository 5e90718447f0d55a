import MathTypesetting
import Scene
import Symbolic

/// What stands in the node of a function.
extension LabelTypesetter {
    /// The diameter up to which a node grows for a derivative on one line, and on several.
    private static let mostOnOneLine = 72.0
    private static let mostOnSeveral = 132.0

    /// A function by its name, and below it the derivative of its value, if it is told: h′ = h(1 − h).
    func function(_ name: String, _ derivative: FunctionDerivative?, in notation: ShortNotation) throws -> Label
    {
        let node = notation.name(ofFunction: name)
        guard let derivative else { return label(name, try stack([node])) }
        let parts = derivative.parts(in: notation)
        func box(_ lines: Int) throws -> MathBox {
            let widths = try parts.map { try stack([script($0.inLine)]).width }
            let rows = LineBreaking.lines(of: widths, atMost: lines).map { range in
                // An operator at the start of a line keeps its space.
                let before = range.lowerBound == 0 ? [] : [MathNode.atom(.ordinary, .row([]))]
                return MathNode.row(
                    before + [parts[range.lowerBound].atStart] + parts[range].dropFirst().map(\.inLine))
            }
            return try stack([node] + rows.map(script))
        }
        var best = try box(1)
        if diameter(best) >= Self.mostOnOneLine {
            best = try (1...4).map(box).min { diameter($0) < diameter($1) }!
        }
        // What is long is no help.
        guard diameter(best) < Self.mostOnSeveral else { return try function(name, nil, in: notation) }
        return label("\(name), \(derivative.plain(in: notation))", best)
    }

    private func script(_ node: MathNode) -> MathNode { .styled(.script, node) }

    /// One below the other.
    private func stack(_ rows: [MathNode]) throws -> MathBox {
        let node = rows.count == 1 ? rows[0] : .array(rows.map { [$0] }, Self.stack)
        return try mathFont.layout(node, size: Self.operationSize, style: .text)
    }

    private func diameter(_ box: MathBox) -> Double { Point(box.width, box.height + box.depth).length }

    private func label(_ plain: String, _ box: MathBox) -> Label {
        Label(plain: plain, box: box, ink: mathFont.hull(of: box))
    }
}
