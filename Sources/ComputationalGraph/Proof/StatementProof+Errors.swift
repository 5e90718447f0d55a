import Diagnostics
import Symbolic

/// What is said of a statement that is not proven.
extension StatementProof {
    /// The error of a link that is false at a point, with what both sides are there; nil for no value.
    func failure(
        _ link: Link, _ left: String?, _ right: String?, at point: SamplePoint, _ note: String?
    ) -> Diagnostic {
        let formula = formulas[link.formula]
        let needed = Set(compiler.program.needed(for: [link.left, link.right]))
        let inputs = compiler.inputs.filter { needed.contains($0.register) }
        let indices = links.firstIndex(of: link).map { choices[$0] } ?? [:]
        let values =
            indices.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
            + [point.description { symbol in inputs.contains { $0.symbol == symbol } }].filter { !$0.isEmpty }
        let at = values.isEmpty ? nil : "at \(values.joined(separator: ", "))"
        let place = [note, at].compactMap(\.self).map { ", \($0)" }.joined()
        let suggestion =
            mentionsModel && !inputs.isEmpty ? "say where it is meant, as in ‘assume: x > 0’" : nil
        return switch (left, right) {
        case (let left?, let right?):
            formula.place.error("this does not equal what stands before it: \(right), not \(left)\(place)")
        case (nil, let right?):
            formula.place.error(
                "this does not equal what stands before it, which has no value: \(right)\(place)",
                suggestion: suggestion)
        case (let left, nil):
            formula.place.error(
                "this does not equal what stands before it: it has no value, not \(left ?? "one")\(place)",
                suggestion: suggestion)
        }
    }

    func undecided(_ place: SourceSlice) -> Diagnostic {
        place.error(
            "whether this equals what stands before it can’t be decided",
            suggestion: "write it in a simpler form, or say where it is meant, as in ‘assume: x > 0’")
    }

    func noValue(_ place: SourceSlice) -> Diagnostic {
        place.error("this has no finite value at any of the points that were tried")
    }
}
