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
        let tie = tie(needed, at: point).map { "where several values are the \($0)" }
        let place = [note, at, tie].compactMap(\.self).map { ", \($0)" }.joined()
        let suggestion =
            mentionsModel && !inputs.isEmpty ? "say where it is meant, as in ‘assume: x > 0’" : nil
        return switch (left, right) {
        case (let left?, let right?):
            formula.place.error(
                "this does not equal what stands before it: \(right), not \(left)\(place)",
                suggestion: tie == nil
                    ? nil
                    : "divide by how many there are, as by ‘sum_k [x_k = m]’, or say that none are, as in ‘assume: x_1 != x_2’"
            )
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

    /// What several values are at a point at once, of which a formula counts each: the largest, or the smallest.
    private func tie(_ needed: Set<Int>, at point: SamplePoint) -> String? {
        let program = compiler.program
        let values = program.run(point.inputs(of: program))
        func operation(_ index: Int) -> (Operation, x: Int, y: Int)? {
            guard case .operation(let operation, let x, let y?) = program.instructions[index] else {
                return nil
            }
            return (operation, x, y)
        }
        let counts: [Operation] = [.equal, .notEqual, .lessOrEqual, .greaterOrEqual]
        let isCounted = needed.contains { index in
            operation(index).map { counts.contains($0.0) && values[index] == 1 } ?? false
        }
        guard isCounted else { return nil }
        let extreme = needed.sorted().lazy.compactMap(operation).first { extreme, x, y in
            [.max, .min].contains(extreme) && Operation.equal.value(values[x], values[y]) == 1
        }
        return extreme.map { $0.0 == .max ? "largest" : "smallest" }
    }

    /// - Parameter kink: a point where derivatives have one, if they have at all points.
    func undecided(_ place: SourceSlice, kink: SamplePoint? = nil) -> Diagnostic {
        if let kink {
            let at = kink.description { symbol in compiler.inputs.contains { $0.symbol == symbol } }
            return place.error(
                "whether this equals what stands before it can’t be decided: the derivative has a kink at each of the points that were tried, as at \(at)",
                suggestion:
                    "nothing has a derivative by what is always equal to something else, as the largest of several values is: derive by what it is computed from"
            )
        }
        return place.error(
            "whether this equals what stands before it can’t be decided",
            suggestion: "write it in a simpler form, or say where it is meant, as in ‘assume: x > 0’")
    }

    /// - Parameter conditions: those of which no point was found where they hold.
    func undecided(_ place: SourceSlice, where conditions: [StatementBorders.Condition]) -> Diagnostic {
        let places = conditions.compactMap { compiler.conditions[$0.instruction] }
        var texts: [String] = []
        for text in places.map(\.text) where !texts.contains(text) { texts.append(text) }
        let list = texts.map { "‘\($0)’" }.joined(separator: " and ")
        return place.error(
            "whether this equals what stands before it can’t be decided: "
                + (texts.isEmpty
                    ? "no point was found where a condition of the model holds"
                    : "no point was found where \(list) change\(texts.count == 1 ? "s" : "")"),
            suggestion: "write it without, or say where it is meant, as in ‘assume: x > 0’")
    }

    func noValue(_ place: SourceSlice) -> Diagnostic {
        place.error("this has no finite value at any of the points that were tried")
    }
}
