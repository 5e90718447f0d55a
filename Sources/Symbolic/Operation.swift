package import Precision

/// What is done to values, in a formula and in a node of a graph. Each operation is a row of `table`, which says all that
/// is special about it.
public enum Operation: UInt8, CaseIterable, Hashable, Sendable {
    /// Any number of terms.
    case sum
    /// In a formula, a sum with a negated term.
    case difference
    case negation
    /// Any number of factors.
    case product
    case quotient
    /// 1/x, from a formula with a literal 1.
    case reciprocal
    case power
    /// Of any number of values.
    case mean, max, min
    case exp, log, ln, log10, sqrt, sin, cos, tan, sinh, cosh, tanh
    case abs, sign, relu, sigmoid, softplus, erf, gelu
    /// Numbers with a name, of no operands.
    case pi, e
    /// 1 where two values compare so, and 0 elsewhere: `[x > 0]`.
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// Of a function that is its argument, where a figure draws a node for it: f(x) = x.
    case identity

    /// The functions, which formulas call by their names.
    public static let functions = allCases.filter(\.isFunction)

    /// Whether two values compare so.
    package init(_ relation: Relation) {
        self = Operation.allCases.first { $0.form == .comparison(relation) }!
    }

    /// The function of a name.
    init?(function name: String) {
        guard let function = Operation.functions.first(where: { $0.name == name }) else { return nil }
        self = function
    }

    private static let rows = allCases.map(\.table)

    var row: Row { Operation.rows[Int(rawValue)] }

    var form: Form { row.form }

    /// `sum`, `exp`: how a function is written, and what node ids begin with.
    public var name: String { row.name }

    /// What is drawn inside the node: +, −, ×, /, pow or the function's name.
    public var sign: String { row.sign }

    /// How many operands it takes; nil for any number, which it takes one after the other.
    public var arity: Int? { row.arity }

    package var isFunction: Bool {
        switch form {
        case .name, .bracketedName, .radical, .bars: true
        case .infix, .prefix, .comparison, .letter: false
        }
    }

    /// Whether it is a logarithm, of any base.
    package var isLogarithm: Bool { self == .log || self == .ln || self == .log10 }

    /// Whether it has a value but no derivative where two of its pieces meet, and not only at the edge of its domain: two
    /// such values may be equal throughout.
    package var isPiecewise: Bool { row.isKink != nil && row.domain == nil }

    package var isComparison: Bool { if case .comparison = form { true } else { false } }

    /// Of a comparison, that of the same values in the other order.
    var turned: Operation {
        if case .comparison(let relation) = form { Operation(relation.turned) } else { self }
    }

    /// The derivative of a function of one value by that, written with the function's value where that is shorter; nil for any other.
    package func derivative(by x: Expression, value: Expression) -> Expression? {
        var algebra = Algebra()
        guard arity == 1,
            let derivative = try? algebra.polynomial(
                unnamed: (row.derivativesByName ?? row.derivatives)([x], value)[0])
        else { return nil }
        return algebra.expression(derivative)
    }

    /// The value on numbers, computed directly; checks hold the formulas against it.
    public func value(_ x: [Double]) -> Double {
        switch arity {
        case nil where row.formula != nil:
            formula(x.indices.map { .symbol(Symbol("x", $0)) })
                .evaluate { x[$0.indices[0].value!] }
        case nil: x.reduce(row.empty, row.value)
        case 0: row.empty
        case 1: value(x[0], x[0])
        default: value(x[0], x[1])
        }
    }

    /// The same on one number or two; where any number is taken, one after the other.
    package func value(_ x: Double, _ y: Double) -> Double { row.value(x, y) }

    /// The same on balls: of the registers x and y, which are one for a single operand.
    package func apply(to balls: Balls, _ x: Int, _ y: Int, to result: Int) { row.ball(balls, x, y, result) }

    /// The value as a formula.
    package func formula(_ x: [Expression]) -> Expression { row.formula?(x) ?? .operation(self, x) }

    /// The value z of the operation on x as a formula, and its derivative by each x.
    ///
    /// - Parameters:
    ///   - x: the inputs, in order.
    ///   - z: the value, as a name for use in the derivatives.
    package func rule(_ x: [Expression], _ z: Expression) -> (value: Expression, derivatives: [Expression]) {
        (formula(x), row.derivatives(x, z))
    }

    /// What must be true of an operand so that there is a value.
    ///
    /// - Parameter exponent: that of a power, if it is a number.
    package func domain(
        exponent: (isInteger: Bool, isNegative: Bool)? = nil
    ) -> (operand: Int, facts: Facts)? {
        guard self == .power, let exponent else { return row.domain }
        var facts: Facts = exponent.isInteger ? [] : .nonnegative
        if exponent.isNegative { facts.insert(.nonzero) }
        return facts == [] ? nil : (0, facts)
    }

    /// Whether it has kinks.
    package var hasKinks: Bool { row.isKink != nil }

    /// Whether it has a value but no derivative, on one number or two.
    package func isKink(_ x: Double, _ y: Double) -> Bool { row.isKink?(x, y) ?? false }

    /// What is known of a function's value, by what is known of its arguments.
    package func facts(of arguments: [Facts]) -> Facts {
        row.range.union(row.facts?(arguments) ?? arguments.first.map(argumentFacts) ?? [])
    }

    /// What is known of the first argument of a function.
    package func argumentFacts(of value: Facts) -> Facts { value.intersection(row.keeps) }
}
