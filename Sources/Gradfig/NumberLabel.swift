import ComputationalGraph
import MathTypesetting
import Symbolic

/// A number, or those of an array.
struct NumberLabel {
    /// Along each axis; none of a single number.
    let lengths: [Int]
    /// The last axis runs fastest. Nil where a value is of a branch that is not taken.
    let values: [Numeral?]

    /// Whether it is an array with numbers below each other, or more than one pair of brackets.
    var isMatrix: Bool { lengths.dropLast().contains { $0 > 1 } }

    private static let dash: Unicode.Scalar = "–"

    /// As one types it in a template: `0.3`, `[0.3, 2.9]`, `[[1, 2], [3, 4]]`.
    var plain: String {
        if lengths.isEmpty { return values[0]?.plain ?? String(Self.dash) }
        return "[\(parts.map(\.plain).joined(separator: ", "))]"
    }

    /// As TeX sets it.
    var tex: String {
        guard let blocks else { return values[0]?.notation(in: .builtUp).written.tex ?? String(Self.dash) }
        let rows = blocks.map { $0.map(\.tex).joined(separator: " & ") }
        return #"\begin{bmatrix} \#(rows.joined(separator: #" \\ "#)) \end{bmatrix}"#
    }

    /// Arrays stand in brackets.
    var mathNode: MathNode {
        guard let blocks else {
            return values[0]?.notation(in: .builtUp).written.mathNode ?? .symbol(Self.dash)
        }
        return .delimited("[", .array(blocks.map { $0.map(\.mathNode) }), "]")
    }

    /// The rows of an array: of its numbers; of one with more than two axes of the matrices, or rows of such, along the last two.
    private var blocks: [[NumberLabel]]? {
        if lengths.isEmpty { return nil }
        return lengths.count % 2 == 1 ? [parts] : parts.map(\.parts)
    }

    /// The parts along the first axis.
    private var parts: [NumberLabel] {
        let size = values.count / lengths[0]
        return stride(from: 0, to: values.count, by: size).map { first in
            NumberLabel(lengths: Array(lengths.dropFirst()), values: Array(values[first..<first + size]))
        }
    }

    /// Whether a formula is this number, or each of these, as it is written: 1 = 1 says nothing.
    func isSame(as expression: Expression) -> Bool {
        values.allSatisfy { $0?.plain == expression.plain }
    }
}
