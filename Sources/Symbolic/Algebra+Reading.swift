/// The canonical form of what is written.
extension Algebra {
    /// The canonical form of an expression.
    ///
    /// - Parameter value: what a symbol of the expression stands for.
    package mutating func polynomial(
        _ expression: Expression, where value: (Symbol) -> Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        switch expression {
        case .number(let number): return Polynomial(number)
        case .symbol(let symbol): return value(symbol)
        case .operation(let operation, let operands):
            var polynomials: [Polynomial] = []
            for operand in operands { polynomials.append(try polynomial(operand, where: value)) }
            return try apply(operation, to: polynomials)
        case .arrays, .series: preconditionFailure("series are made from polynomials, over an axis")
        }
    }

    /// A number, or one that has a name.
    package mutating func constant(_ number: Expression) throws(ArithmeticError) -> Polynomial {
        try polynomial(number) { _ in preconditionFailure("a number has no symbols") }
    }

    /// The canonical form of an expression as `expression(_:)` gives it: symbols are themselves, and what sums and products run over
    /// has no names. Nil for what has such names, or is written as arrays.
    package mutating func polynomial(
        unnamed expression: Expression, depth: Int = 1
    ) throws(ArithmeticError) -> Polynomial? {
        switch expression {
        case .number(let number): return Polynomial(number)
        case .symbol(let symbol): return self.symbol(symbol)
        case .operation(let operation, let operands):
            var polynomials: [Polynomial] = []
            for operand in operands {
                guard let polynomial = try polynomial(unnamed: operand, depth: depth) else { return nil }
                // Factors keep their brackets.
                polynomials.append(operation == .product ? try bracketed(polynomial) : polynomial)
            }
            return try apply(operation, to: polynomials)
        case .series(let series, let index, let except, let body):
            guard case .bound(let axis, _) = index else { return nil }
            // Nothing else is bound at this level.
            let open = Symbol.Index.bound(axis: axis, level: -depth)
            let opened = body.replacingIndices { $0 == index ? open : $0 }
            guard let polynomial = try polynomial(unnamed: opened, depth: depth + 1) else { return nil }
            return try self.series(series, over: open, axis: axis, except: except, of: polynomial)
        case .arrays: return nil
        }
    }
}
