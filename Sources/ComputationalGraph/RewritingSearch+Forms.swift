import Symbolic

/// The forms that facts lead to.
extension RewritingSearch {
    /// A form, and what it takes to come to it.
    struct Form {
        let expression: Expression
        /// How many names are replaced by what they stand for.
        let replaced: Int
        let length: Int
    }

    /// The shortest form that some facts and no others lead to.
    func shortened(_ form: Expression, by used: [Int]) -> Form? {
        var algebra = algebra
        let indices = Set((form.symbols + end.symbols).flatMap(\.indices)).sorted()
        do {
            for equality in used.flatMap({ groups[$0].equalities }) {
                for (left, right) in equality.images(at: indices) {
                    guard let value = try algebra.polynomial(unnamed: right),
                        let side = try algebra.polynomial(unnamed: left)
                    else { return nil }
                    // A sum that is taken at what it runs over would be another.
                    let level = algebra.level(of: value)
                    let isCaptured = left.symbols.flatMap(\.indices).contains { index in
                        if case .bound(_, let other) = index { other <= level } else { false }
                    }
                    if isCaptured { continue }
                    if case .symbol(let name) = left, !value.terms.isEmpty {
                        try algebra.define(name, as: value)
                    } else {
                        try algebra.relate(side, value)
                    }
                }
            }
            algebra.combineRelations()
            return try shortest(form, replaced: 0, in: &algebra)
        } catch {
            return nil
        }
    }

    /// With names replaced by what they stand for: everywhere, outside of functions only, or in one sum or product over an index
    /// only.
    func writtenOut(_ form: Expression, by used: [Int]) -> [Form] {
        let equalities = used.flatMap { groups[$0].equalities }
        func value(_ symbol: Symbol) -> Expression? {
            equalities.lazy.compactMap { $0.value(of: symbol) }.first
        }
        func isLeft(_ part: Expression) -> Bool {
            if case .operation(let operation, _) = part { operation.isFunction } else { false }
        }
        /// An expression with values for the names in it, but in some parts, and how many they are.
        func replacing(_ expression: Expression, but isLeft: (Expression) -> Bool) -> (Expression, count: Int) {
            var count = 0
            let replaced = expression.replacingParts { part in
                if isLeft(part) { return part }
                guard case .symbol(let symbol) = part, let value = value(symbol) else { return nil }
                count += 1
                return value
            }
            return (replaced, count)
        }
        let inSeries = form.series.map { series in
            let (value, count) = replacing(series) { _ in false }
            return (form.replacingParts { $0 == series ? value : nil }, count: count)
        }
        var seen: Set = [form]
        return ([replacing(form) { _ in false }, replacing(form, but: isLeft)] + inSeries).compactMap {
            (other, replaced) in
            var algebra = algebra
            guard seen.insert(other).inserted else { return nil }
            return try? shortest(other, replaced: replaced, in: &algebra)
        }
    }

    private func shortest(
        _ form: Expression, replaced: Int, in algebra: inout Algebra
    ) throws(ArithmeticError) -> Form? {
        guard let polynomial = try algebra.polynomial(unnamed: form) else { return nil }
        let shortest = try algebra.shortestSum([polynomial])
        return Form(
            expression: algebra.expression(shortest), replaced: replaced, length: algebra.length(of: shortest))
    }
}
