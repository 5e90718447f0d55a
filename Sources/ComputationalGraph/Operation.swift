import Symbolic

/// What a node of the graph does. Each operation is its formula and its local derivatives,
/// side by side in `rule`.
public enum Operation: Hashable, Sendable {
    /// Any number of terms.
    case sum
    case difference
    case negation
    /// Any number of factors.
    case product
    case quotient
    /// 1/x, from a formula with a literal 1.
    case reciprocal
    case power
    case function(Function)

    /// `sum`, `exp`: what node ids begin with.
    public var name: String {
        switch self {
        case .sum: "sum"
        case .difference: "difference"
        case .negation: "negation"
        case .product: "product"
        case .quotient: "quotient"
        case .reciprocal: "reciprocal"
        case .power: "power"
        case .function(let function): function.name
        }
    }

    /// What is drawn inside the node: +, −, ×, /, pow or the function's name.
    public var sign: String {
        switch self {
        case .sum: "+"
        case .difference, .negation: "−"
        case .product: "×"
        case .quotient, .reciprocal: "/"
        case .power: "pow"
        case .function(let function): function.name
        }
    }

    /// The value z of the operation on x as a formula, and its derivative by each x.
    ///
    /// - Parameters:
    ///   - x: the inputs, in order.
    ///   - z: the value, as a name for use in the derivatives.
    func rule(_ x: [Expression], _ z: Expression) -> (value: Expression, derivatives: [Expression]) {
        switch self {
        case .sum: (.sum(x), x.map { _ in 1 })
        case .difference: (x[0] - x[1], [1, -1])
        case .negation: (-x[0], [-1])
        case .product:
            (.product(x), x.indices.map { i in .product(x.indices.filter { $0 != i }.map { x[$0] }) })
        case .quotient: (x[0] / x[1], [1 / x[1], -z / x[1]])
        case .reciprocal: (1 / x[0], [-z * z])
        case .power: (.power(x[0], x[1]), [x[1] * .power(x[0], x[1] - 1), z * .function(.log, x[0])])
        case .function(let function): (.function(function, x[0]), [function.derivative(x[0], z)])
        }
    }

    /// The value on numbers, computed directly; checks hold the formulas against it.
    func value(_ x: [Double]) -> Double {
        switch self {
        case .sum: x.reduce(0, +)
        case .difference: x[0] - x[1]
        case .negation: -x[0]
        case .product: x.reduce(1, *)
        case .quotient: x[0] / x[1]
        case .reciprocal: 1 / x[0]
        case .power: raise(x[0], to: x[1])
        case .function(let function): function.value(x[0])
        }
    }
}
