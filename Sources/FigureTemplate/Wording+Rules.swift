import ComputationalGraph
import Symbolic

/// What the nodes of operations do to gradients, in words.
extension Wording {
    /// - Parameter name: what the node is called.
    /// - Returns: nil for an operation of which there is no more to say than that the gradient is multiplied by its derivative.
    func rule(of index: Int, called name: String, in graph: ComputationalGraph) -> String? {
        let node = graph.nodes[index]
        guard let operation = node.operation else { return nil }
        if let phrase = Self.phrase(of: operation, node, index, graph) {
            return self(phrase, ["name": quoted([name])])
        }
        guard let (function, derivative) = operation.derivativeInWords else { return nil }
        return self(.ruleFunction, ["function": function, "derivative": derivative])
    }

    private static func phrase(
        of operation: Operation, _ node: ComputationalGraph.Node, _ index: Int, _ graph: ComputationalGraph
    ) -> Phrase? {
        let operands = graph.edges.filter { $0.target == index }
        switch operation {
        case .product where node.isMatrixProduct && !node.shape.isEmpty: return .ruleMatrixProduct
        case .product:
            let isOfTwo = node.bigOperator == nil && operands.count == 2
            return isOfTwo || node.isMatrixProduct ? .ruleProduct : .ruleFactors
        case .sum, .identity: return .ruleSum
        case .difference: return .ruleDifference
        case .mean: return .ruleMean
        case .max, .min: return .ruleExtreme
        case .quotient: return .ruleQuotient
        case .power where operands.count == 2 && operands[1].backward == nil: return .rulePower
        case .reciprocal: return .ruleReciprocal
        case .exp: return .ruleExp
        case .log, .ln: return .ruleLog
        case .negation: return .ruleNegation
        case .relu: return .ruleRelu
        default: return nil
        }
    }
}

extension Operation {
    /// A function of one value and its derivative, as they stand in a sentence: y = tanh(x), and 1 − y².
    fileprivate var derivativeInWords: (function: String, derivative: String)? {
        guard Operation.functions.contains(self),
            let derivative = derivative(by: .symbol(Symbol("x")), value: .symbol(Symbol("y")))
        else { return nil }
        let text = derivative.plain.replacing("-", with: " − ").replacing("*", with: " · ").replacing(
            "^2", with: "²")
        return ("y = \(name)(x)", text.hasPrefix(" − ") ? "−\(text.dropFirst(3))" : text)
    }
}
