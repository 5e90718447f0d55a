import Diagnostics
import Symbolic

/// The forward and backward values of a graph as polynomials; reverse-mode differentiation, symbolically.
struct Derivation {
    private let drafts: [GraphBuilder.Draft]
    private let isConstant: Set<Symbol>
    private let finalOutputs: Set<Symbol>
    private(set) var algebra = Algebra()
    /// The value of each node.
    private(set) var polynomials: [Polynomial] = []
    /// The derivative of each node's value by each of its operands.
    private(set) var derivatives: [[Polynomial]] = []
    private let loss: Int?
    /// The length of all gradients so far, see `Algebra.length`.
    private var totalLength = 0
    let missingGradientReason: String?

    /// - Throws: `Diagnostic` where a number is too large for exact arithmetic.
    init(_ builder: GraphBuilder, _ assumptions: [Scope.Assumption]) throws {
        drafts = builder.drafts
        isConstant = Set(
            builder.scope.inputs.filter {
                if case .input(isConstant: true)? = builder.scope.origins[$0] { true } else { false }
            })
        let outputs = builder.scope.finalOutputs
        finalOutputs = Set(outputs)
        loss = outputs.count == 1 ? drafts.count - 1 : nil
        missingGradientReason =
            if outputs.count != 1 {
                "the model has \(Derivation.list(outputs)); a gradient needs one scalar loss"
            } else if isConstant.count == builder.scope.inputs.count {
                "all inputs are constants; a gradient needs an input to differentiate by"
            } else {
                nil
            }
        for symbol in builder.scope.inputs + builder.scope.defined { _ = algebra.symbol(symbol) }
        for draft in drafts { try append(draft) }
        for assumption in assumptions where assumption.relation == .equal {
            try located(at: assumption.place) {
                let sides = try [assumption.left, assumption.right].map { side in
                    try algebra.polynomial(side) { polynomials[builder.nodeOfSymbol[$0]!] }
                }
                try algebra.relate(sides[0], sides[1])
            }
        }
    }

    // MARK: Forward

    private mutating func append(_ draft: GraphBuilder.Draft) throws {
        var value: Polynomial
        var derivatives: [Polynomial] = []
        switch draft.kind {
        case .input(let symbol): value = algebra.symbol(symbol)
        case .constant(let number): value = Polynomial(number)
        case .output: (value, derivatives) = (polynomials[draft.operands[0]], [.one])
        case .operation(let operation):
            (value, derivatives) = try located(at: draft.place!) {
                try apply(operation, to: draft.operands.map { polynomials[$0] }, named: draft.definition)
            }
        }
        polynomials.append(value)
        self.derivatives.append(derivatives)
    }

    private mutating func apply(
        _ operation: Operation, to operands: [Polynomial], named name: Symbol?
    ) throws -> (value: Polynomial, derivatives: [Polynomial]) {
        // The rule is written in placeholders, x_0, x_1, … and z, that stand for the polynomials.
        let x = operands.indices.map { Expression.symbol(Symbol("x", $0)) }
        let rule = operation.rule(x, .symbol(Symbol("z")))
        var value = try algebra.polynomial(rule.value) { operands[$0.indices[0]] }
        // What is always 0 is never a name to divide by.
        if let name, !value.terms.isEmpty {
            // In a gradient the loss may stand as a factor, as in y (1 − y), but not as short for a sum: 2 u² + 3 u is
            // not to become u² + L.
            if value.terms.count == 1 || !finalOutputs.contains(name) { try algebra.define(name, as: value) }
            value = algebra.symbol(name)
        }
        let derivatives = try rule.derivatives.map { derivative in
            try algebra.polynomial(derivative) { $0.indices.isEmpty ? value : operands[$0.indices[0]] }
        }
        return (value, derivatives)
    }

    // MARK: Backward

    /// The derivative of the loss by each operand of each node, nil where none arrives.
    mutating func backward() throws -> [[Expression?]] {
        var result = drafts.map { [Expression?](repeating: nil, count: $0.operands.count) }
        guard let loss else { return result }
        let isDifferentiated = reachesFromInputs()
        // What comes back to each node from those that use its value.
        var arriving = [[Derivative]](repeating: [], count: drafts.count)
        arriving[loss] = [Derivative(polynomial: .one, expression: 1)]
        for (target, draft) in drafts.enumerated().reversed() where !draft.operands.isEmpty {
            guard isDifferentiated[target], let upstream = try total(arriving[target], at: draft) else {
                continue
            }
            for (position, source) in draft.operands.enumerated() where isDifferentiated[source] {
                let derivative = try chain(upstream, derivatives[target][position], at: draft)
                result[target][position] = derivative.expression
                arriving[source].append(derivative)
            }
        }
        return result
    }

    /// A derivative and its printed form, which many wires may share.
    private struct Derivative {
        let polynomial: Polynomial
        let expression: Expression
    }

    /// Where a value fans out, the derivatives add. Nil if none arrives.
    private mutating func total(
        _ derivatives: [Derivative], at draft: GraphBuilder.Draft
    ) throws -> Derivative? {
        guard derivatives.count > 1 else { return derivatives.first }
        return try located(at: draft.place!) {
            let sum = try algebra.shortestSum(derivatives.map(\.polynomial))
            return try printed(sum, at: draft)
        }
    }

    /// The chain rule.
    private mutating func chain(
        _ upstream: Derivative, _ local: Polynomial, at draft: GraphBuilder.Draft
    ) throws -> Derivative {
        if local == .one { return upstream }
        return try located(at: draft.place!) {
            let product = try algebra.shortestProduct(upstream.polynomial, local)
            return try printed(product, at: draft)
        }
    }

    private mutating func printed(_ polynomial: Polynomial, at draft: GraphBuilder.Draft) throws -> Derivative {
        // Through unnamed sums of sums a gradient can grow exponentially; its length is known before it is printed.
        totalLength += algebra.length(of: polynomial)
        if totalLength > Derivation.maximumLength {
            throw draft.place!.error(
                "the gradients get too long to write out here: \(totalLength) names, numbers and operators",
                suggestion: "use fewer or smaller layers")
        }
        return Derivative(polynomial: polynomial, expression: algebra.expression(polynomial))
    }

    private static let maximumLength = 1_000_000

    private func reachesFromInputs() -> [Bool] {
        var reached: [Bool] = []
        for draft in drafts {
            switch draft.kind {
            case .input(let symbol): reached.append(!isConstant.contains(symbol))
            default: reached.append(draft.operands.contains { reached[$0] })
            }
        }
        return reached
    }

    private static func list(_ outputs: [Symbol]) -> String {
        if outputs.isEmpty { return "no output" }
        let names = outputs.prefix(4).map(\.plain) + (outputs.count > 4 ? ["…"] : [])
        return "\(outputs.count) outputs (\(names.joined(separator: ", ")))"
    }
}

/// Runs exact arithmetic; a number too large for it becomes an error of the formula at `place`.
private func located<Result>(at place: SourceSlice, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch ArithmeticError.overflow {
        throw place.error("the exact numbers of this formula or of its derivatives grow too large")
    } catch ArithmeticError.divisionByZero {
        throw place.error("this divides by zero")
    }
}
