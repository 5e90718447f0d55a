import Symbolic

@testable import ComputationalGraph

/// Derivatives by dual numbers (Clifford, 1873), as code of its own to hold the symbolic ones against.
struct TangentGradient {
    let drafts: [GraphBuilder.Draft]
    /// The number of each node.
    let numbers: [Double]

    init(_ drafts: [GraphBuilder.Draft], at inputs: [Symbol: Double]) {
        self.drafts = drafts
        var numbers: [Double] = []
        for draft in drafts {
            switch draft.kind {
            case .input(let symbol): numbers.append(inputs[symbol]!)
            case .constant(let number): numbers.append(number.evaluate { _ in .nan })
            case .output: numbers.append(numbers[draft.operands[0]])
            case .operation(let operation): numbers.append(operation.value(draft.operands.map { numbers[$0] }))
            }
        }
        self.numbers = numbers
    }

    /// The derivative of the last node by the value on one edge; nil where it has none.
    func gradient(target: Int, position: Int) -> Double? {
        // A tangent that is nil is that of a value the edge doesn't reach: it is 0 whatever it is multiplied by.
        var tangents = [Double?](repeating: nil, count: drafts.count)
        for node in target..<drafts.count {
            let operands = drafts[node].operands
            let x = operands.map { numbers[$0] }
            var sum: Double?
            for (index, operand) in operands.enumerated() {
                let tangent = node == target ? (index == position ? 1 : nil) : tangents[operand]
                guard let tangent else { continue }
                sum = (sum ?? 0) + tangent * partial(node, x, index)
            }
            tangents[node] = sum
        }
        return tangents.last!.flatMap { $0.isFinite ? $0 : nil }
    }

    private func partial(_ node: Int, _ x: [Double], _ i: Int) -> Double {
        guard case .operation(let operation) = drafts[node].kind else { return 1 }
        let z = numbers[node]
        switch operation {
        case .sum: return 1
        case .mean: return 1 / Double(x.count)
        case .difference: return i == 0 ? 1 : -1
        case .negation: return -1
        case .identity: return 1
        case .product: return x.enumerated().reduce(1) { $1.offset == i ? $0 : $0 * $1.element }
        case .quotient: return i == 0 ? 1 / x[1] : -x[0] / (x[1] * x[1])
        case .reciprocal: return -1 / (x[0] * x[0])
        case .power:
            // x to the power of a number is differentiable at 0, but x^y is a function of positive x.
            if case .constant = drafts[drafts[node].operands[1]].kind {
                return x[1] == 0 ? 0 : x[1] * Operation.power.value([x[0], x[1] - 1])
            }
            return x[0] == 0
                ? .nan : i == 0 ? x[1] * Operation.power.value([x[0], x[1] - 1]) : z * Operation.log.value(x)
        case .exp: return z
        case .log, .ln: return 1 / x[0]
        case .log10: return 0.4342944819032518 / x[0]
        case .sqrt: return 0.5 / z
        case .sin: return Operation.cos.value(x)
        case .cos: return -Operation.sin.value(x)
        case .tan: return 1 + z * z
        case .sinh: return Operation.cosh.value(x)
        case .cosh: return Operation.sinh.value(x)
        case .tanh: return 1 - z * z
        case .max, .min: return x[i] == z ? 1 : 0
        case .abs: return x[0] < 0 ? -1 : 1
        case .relu: return x[0] > 0 ? 1 : 0
        case .sigmoid: return z * (1 - z)
        case .softplus: return 1 / (1 + Operation.exp.value([-x[0]]))
        case .erf: return 1.1283791670955126 * Operation.exp.value([-x[0] * x[0]])
        case .gelu:
            return Operation.erf.value([x[0] / 1.4142135623730951]) / 2 + 0.5
                + x[0] * 0.3989422804014327 * Operation.exp.value([-x[0] * x[0] / 2])
        case .pi, .e, .sign, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return 0
        }
    }
}
