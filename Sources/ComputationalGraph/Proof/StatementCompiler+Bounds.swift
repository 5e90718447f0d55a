import Diagnostics
import Symbolic

/// What sums run over.
extension StatementCompiler {
    /// The values that a series with bounds runs over.
    func range(of index: String, _ bounds: Syntax.Bounds, _ bindings: [String: Int]) throws -> [Int] {
        switch bounds {
        case .values(let from, let to): return try range(from, to, bindings)
        case .others(let other):
            let left = try whole(other, bindings)
            return try range(of: index, at: other.place).filter { $0 != left }
        }
    }

    func range(of index: String, at head: SourceSlice) throws -> [Int] {
        guard let range = names.scope.ranges[index] else {
            throw undefinedIndex(index, names.scope.ranges.keys, at: head)
        }
        return Array(range)
    }

    private func range(_ from: Syntax, _ to: Syntax, _ bindings: [String: Int]) throws -> [Int] {
        let (first, last) = (try whole(from, bindings), try whole(to, bindings))
        // A sum up to the index before the first one is empty.
        var dependsOnIndex = false
        to.forEachReference { reference, _, _ in
            dependsOnIndex = dependsOnIndex || bindings[reference.name] != nil
        }
        if dependsOnIndex, last < first { return [] }
        guard first <= last, Double(last) - Double(first) < 100_000 else {
            throw to.place.error("this sum runs over nothing, or too much")
        }
        return Array(first...last)
    }

    private func whole(_ syntax: Syntax, _ bindings: [String: Int]) throws -> Int {
        var unknown: (reference: Syntax.Reference, place: SourceSlice)?
        syntax.forEachReference { reference, place, _ in
            let isIndex = reference.indices.isEmpty && bindings[reference.name] != nil
            if !isIndex, count(reference) == nil, unknown == nil { unknown = (reference, place) }
        }
        if let unknown {
            throw unknown.place.error(
                "‘\(unknown.reference.text)’ is no bound of a sum",
                suggestion: graph.model.indices.isEmpty
                    ? "a bound is a whole number"
                    : "a bound is a whole number, an index, or n, the number of classes")
        }
        let expression = try syntax.expression(bindings, names.scope.ranges) { reference, _, _ in
            .number(Rational(bindings[reference.name] ?? count(reference) ?? 0))
        }
        let value = expression.evaluate { _ in .nan }
        guard let whole = Int(exactly: value), abs(value) < 0x1p53 || expression.isNumber else {
            throw syntax.place.error("the bound of a sum is a whole number")
        }
        return whole
    }
}

extension Expression {
    fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
