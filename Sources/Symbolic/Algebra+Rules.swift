/// What an operation makes of polynomials. Its rule is written in placeholders, x_0, x_1, … and z, that stand for them.
extension Algebra {
    /// Takes note that there is a value.
    package mutating func know(
        isDefined operation: Operation, on operands: [Polynomial]
    ) throws(ArithmeticError) {
        try know(isDefined: operation.formula(placeholders(for: operands))) { operands[$0.indices[0].value!] }
    }

    package mutating func value(
        of operation: Operation, on operands: [Polynomial]
    ) throws(ArithmeticError) -> Polynomial {
        try polynomial(operation.formula(placeholders(for: operands))) { operands[$0.indices[0].value!] }
    }

    /// The derivative of the value by each operand.
    ///
    /// - Parameter value: the value, or its name.
    package mutating func derivatives(
        of operation: Operation, on operands: [Polynomial], value: Polynomial
    ) throws(ArithmeticError) -> [Polynomial] {
        // Of many factors each keeps its brackets, which the gradient may multiply out.
        var factors = operands
        if operation == .product, operands.count > 2 {
            for index in factors.indices { factors[index] = try bracketed(factors[index]) }
        }
        let (x, z) = (placeholders(for: operands), Expression.symbol(Symbol("z")))
        func polynomial(_ derivative: Expression, _ algebra: inout Algebra) throws(ArithmeticError)
            -> Polynomial
        {
            try algebra.polynomial(derivative) { $0.indices.isEmpty ? value : factors[$0.indices[0].value!] }
        }
        let named = operation.row.derivativesByName?(x, z)
        var derivatives: [Polynomial] = []
        for (index, derivative) in operation.row.derivatives(x, z).enumerated() {
            var best = try polynomial(derivative, &self)
            if let named {
                let other = try polynomial(named[index], &self)
                if length(of: other) < length(of: best) { best = other }
            }
            derivatives.append(best)
        }
        // Of two that may be equal throughout the first is taken, so that one of them is.
        if operation.row.tie != nil, operands.count == 2, operands.allSatisfy({ $0.number == nil }),
            isPiecewise(try difference(operands[0], operands[1]))
        {
            derivatives[0] = try apply(operation.row.tie!, to: operands)
        }
        return derivatives
    }

    private func placeholders(for operands: [Polynomial]) -> [Expression] {
        operands.indices.map { .symbol(Symbol("x", $0)) }
    }
}
