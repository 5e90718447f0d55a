import Glibc
internal import Precision

extension Operation {
    /// All that is special about an operation.
    struct Row: Sendable {
        let name: String
        let sign: String
        var arity: Int? = 2
        /// The value on no operands, where any number is taken.
        var empty = 0.0
        let form: Form
        /// The value on two numbers, or on one.
        let value: @Sendable (Double, Double) -> Double
        /// The same on balls: of two registers, to a third.
        let ball: @Sendable (Balls, Int, Int, Int) -> Void
        /// What it stands for, where it is no part of formulas itself.
        var formula: (@Sendable ([Expression]) -> Expression)?
        /// By each operand x; written with the value z where that is shorter.
        let derivatives: @Sendable ([Expression], _ z: Expression) -> [Expression]
        /// The same with the value z where an operand stands, for a z that is shorter.
        var derivativesByName: (@Sendable ([Expression], _ z: Expression) -> [Expression])?
        /// How the first of two operands compares to the second where it is the value, though not alone.
        var tie: Operation?
        /// What must be true of one operand; of the base of a power, if nothing is known of the exponent.
        var domain: (operand: Int, facts: Facts)?
        /// Where it has a value but no derivative.
        var isKink: (@Sendable (Double, Double) -> Bool)?
        /// What is true of every value of a function.
        var range: Facts = []
        /// What is true of a function's value where it is of its argument, and of that where it is of the value.
        var keeps: Facts = []
        /// What the values of a function at x and −x add up to, where that is always the same.
        var reflection: Rational?
        /// The functions of the same argument whose quotient a function is.
        var quotient: (top: Operation, bottom: Operation)?
        /// What is true of the value of several arguments.
        var facts: (@Sendable ([Facts]) -> Facts)?
    }

    /// How a formula with it is written.
    enum Form: Equatable, Sendable {
        /// A sign between the operands; where these stand, and the tightest position of the whole without brackets.
        case infix(String, first: Notation.Position, others: Notation.Position, tightest: Notation.Position)
        case prefix(String, Notation.Position, tightest: Notation.Position)
        /// A name before an argument: log y, log(xy).
        case name
        /// A name before brackets, whatever is in them: exp(x).
        case bracketedName
        case radical
        /// |x|
        case bars
        /// [x > y]
        case comparison(Relation)
        /// The name of a letter: π.
        case letter
    }

    var table: Row {
        switch self {
        case .sum:
            Row(
                name: "sum", sign: "+", arity: nil, empty: 0,
                form: .infix("+", first: .start, others: .term, tightest: .start),
                value: { $0 + $1 }, ball: { $0.add($1, $2, to: $3) }, derivatives: { x, _ in x.map { _ in 1 } })
        case .difference:
            Row(
                name: "difference", sign: "−",
                form: .infix("-", first: .start, others: .term, tightest: .start),
                value: { $0 - $1 }, ball: { $0.subtract($1, $2, to: $3) },
                formula: { $0[0] - $0[1] }, derivatives: { _, _ in [1, -1] })
        case .negation:
            Row(
                name: "negation", sign: "−", arity: 1, form: .prefix("-", .term, tightest: .start),
                value: { x, _ in -x }, ball: { $0.negate($1, to: $3) }, derivatives: { _, _ in [-1] })
        case .identity:
            Row(
                name: "identity", sign: "id", arity: 1, form: .prefix("", .base, tightest: .base),
                value: { x, _ in x }, ball: { $0.scale($1, by: 0, to: $3) },
                formula: { $0[0] }, derivatives: { _, _ in [1] })
        case .product:
            Row(
                name: "product", sign: "×", arity: nil, empty: 1,
                form: .infix("*", first: .firstFactor, others: .factor, tightest: .firstFactor),
                value: { $0 * $1 }, ball: { $0.multiply($1, $2, to: $3) },
                derivatives: { x, _ in
                    x.indices.map { i in .product(x.indices.filter { $0 != i }.map { x[$0] }) }
                })
        case .quotient:
            Row(
                name: "quotient", sign: "/",
                form: .infix("/", first: .firstFactor, others: .factor, tightest: .firstFactor),
                value: { $0 / $1 }, ball: { $0.divide($1, $2, to: $3) },
                derivatives: { x, z in [1 / x[1], -z / x[1]] }, domain: (1, .nonzero))
        case .reciprocal:
            Row(
                name: "reciprocal", sign: "/", arity: 1, form: .prefix("1/", .factor, tightest: .firstFactor),
                value: { x, _ in 1 / x },
                ball: { balls, x, _, result in
                    balls.set(result, to: 1)
                    balls.divide(result, x, to: result)
                },
                formula: { 1 / $0[0] }, derivatives: { _, z in [-z * z] }, domain: (0, .nonzero))
        case .power:
            Row(
                name: "power", sign: "pow", form: .infix("^", first: .base, others: .base, tightest: .factor),
                value: { Glibc.pow($0, $1) }, ball: { $0.power($1, $2, to: $3) },
                derivatives: { x, z in
                    [x[1] * .power(x[0], x[1] - 1), z * .operation(.log, [x[0]])]
                },
                domain: (0, .positive), isKink: { $0 == 0 && $1.rounded() != $1 })
        case .mean:
            Row(
                name: "mean", sign: "mean", arity: nil, form: .bracketedName, value: { $0 + $1 },
                ball: { $0.add($1, $2, to: $3) },
                formula: { $0.count == 1 ? $0[0] : .operation(.sum, $0) / .number(Rational($0.count)) },
                derivatives: { x, _ in x.map { _ in 1 / .number(Rational(x.count)) } })
        case .exp:
            .function(
                "exp", Glibc.exp, { $0.exp($1, to: $2) }, form: .bracketedName, { _, z in z }, range: .positive)
        case .log:
            .function("log", Glibc.log, { $0.log($1, to: $2) }, { x, _ in 1 / x }, domain: .positive)
        case .ln: .function("ln", Glibc.log, { $0.log($1, to: $2) }, { x, _ in 1 / x }, domain: .positive)
        case .log10:
            .function(
                "log10", sign: "log₁₀", Glibc.log10, { $0.log10($1, to: $2) },
                { x, _ in 1 / (x * .operation(.log, [10])) }, domain: .positive)
        case .sqrt:
            .function(
                "sqrt", Glibc.sqrt, { $0.sqrt($1, to: $2) }, form: .radical, { _, z in 1 / (2 * z) },
                domain: .nonnegative, isKink: { x, _ in x == 0 }, range: .nonnegative, keeps: .positive)
        case .sin:
            .function(
                "sin", Glibc.sin, { $0.sin($1, to: $2) }, { x, _ in .operation(.cos, [x]) }, reflection: 0)
        case .cos: .function("cos", Glibc.cos, { $0.cos($1, to: $2) }, { x, _ in -.operation(.sin, [x]) })
        case .tan:
            .function(
                "tan", Glibc.tan, { $0.tan($1, to: $2) }, { _, z in 1 + z * z }, reflection: 0,
                quotient: (.sin, .cos))
        case .sinh:
            .function(
                "sinh", Glibc.sinh, { $0.sinh($1, to: $2) }, { x, _ in .operation(.cosh, [x]) },
                keeps: .positive, reflection: 0)
        case .cosh:
            .function(
                "cosh", Glibc.cosh, { $0.cosh($1, to: $2) }, { x, _ in .operation(.sinh, [x]) },
                range: .positive)
        case .tanh:
            .function(
                "tanh", Glibc.tanh, { $0.tanh($1, to: $2) }, { _, z in 1 - z * z }, keeps: .positive,
                reflection: 0, quotient: (.sinh, .cosh))
        case .max:
            // It is one of them, and no less than any.
            .extremum(
                "max", empty: -.infinity, { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) },
                { $0.maximum($1, $2, to: $3) }, .greater
            ) { facts in
                facts.reduce(Facts.positive) { $0.intersection($1) }.union(
                    facts.contains(.positive)
                        ? .positive : facts.contains { $0.contains(.nonnegative) } ? .nonnegative : [])
            }
        case .min:
            .extremum(
                "min", empty: .infinity, { $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1) },
                { $0.minimum($1, $2, to: $3) }, .less
            ) {
                facts in
                facts.reduce(Facts.positive) { $0.intersection($1) }
            }
        case .abs:
            .function(
                "abs", { Swift.abs($0) }, { $0.absolute($1, to: $2) }, form: .bars,
                { x, _ in .operation(.sign, [x]) }, isKink: { x, _ in x == 0 }, range: .nonnegative,
                keeps: .nonzero)
        case .sign:
            .function(
                "sign", { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, { $0.sign($1, to: $2) }, form: .bracketedName,
                { _, _ in 0 },
                isKink: { x, _ in x == 0 }, keeps: .positive)
        case .relu:
            .function(
                "relu", sign: "ReLU", { Swift.max($0, 0) }, { $0.positivePart($1, to: $2) },
                form: .bracketedName,
                { x, _ in .operation(.greater, [x, 0]) }, byName: { .operation(.greater, [$0, 0]) },
                isKink: { x, _ in x == 0 }, range: .nonnegative)
        case .sigmoid:
            .function(
                "sigmoid", { 1 / (1 + Glibc.exp(-$0)) }, { $0.sigmoid($1, to: $2) }, form: .bracketedName,
                { _, z in z * (1 - z) }, range: .positive, reflection: 1)
        case .softplus:
            .function(
                "softplus", { Swift.max($0, 0) + Glibc.log1p(Glibc.exp(-Swift.abs($0))) },
                { $0.softplus($1, to: $2) }, form: .bracketedName, { x, _ in .operation(.sigmoid, [x]) },
                range: .positive)
        case .erf:
            .function(
                "erf", Glibc.erf, { $0.erf($1, to: $2) }, form: .bracketedName,
                { x, _ in
                    2 / .operation(.sqrt, [.operation(.pi, [])]) * .operation(.exp, [-.power(x, 2)])
                }, keeps: .positive, reflection: 0)
        case .gelu:
            // x times the normal distribution up to x; Hendrycks, Gimpel: Gaussian Error Linear Units, 2016.
            .function(
                "gelu", sign: "GELU", { $0 / 2 * (1 + Glibc.erf($0 / 2.0.squareRoot())) },
                { $0.gelu($1, to: $2) }, form: .bracketedName,
                { x, _ in
                    let density =
                        Expression.operation(.exp, [-(.power(x, 2) / 2)])
                        / .operation(.sqrt, [2 * .operation(.pi, [])])
                    return (1 + .operation(.erf, [x / .operation(.sqrt, [2])])) / 2 + x * density
                }, keeps: .positive)
        case .pi:
            Row(
                name: "pi", sign: "π", arity: 0, empty: .pi, form: .letter, value: { _, _ in .pi },
                ball: { balls, _, _, result in balls.setPi(result) }, derivatives: { _, _ in [] },
                range: .positive)
        case .e:
            Row(
                name: "e", sign: "e", arity: 0, empty: M_E, form: .letter, value: { _, _ in M_E },
                ball: { balls, _, _, result in
                    balls.set(result, to: 1)
                    balls.exp(result, to: result)
                }, derivatives: { _, _ in [] }, range: .positive)
        case .equal: .comparison(.equal) { $0 == 0 }
        case .notEqual: .comparison(.notEqual) { $0 != 0 }
        case .less: .comparison(.less) { $0 < 0 }
        case .lessOrEqual: .comparison(.lessOrEqual) { $0 <= 0 }
        case .greater: .comparison(.greater) { $0 > 0 }
        case .greaterOrEqual: .comparison(.greaterOrEqual) { $0 >= 0 }
        }
    }
}

extension Operation.Row {
    /// A function of one argument; the derivative is written with x, the argument, and z, the function's own value,
    /// whichever is shorter.
    fileprivate static func function(
        _ name: String, sign: String? = nil, _ value: @escaping @Sendable (Double) -> Double,
        _ ball: @escaping @Sendable (Balls, Int, Int) -> Void, form: Operation.Form = .name,
        _ derivative: @escaping @Sendable (_ x: Expression, _ z: Expression) -> Expression,
        byName: (@Sendable (_ z: Expression) -> Expression)? = nil, domain: Facts = [],
        isKink: (@Sendable (Double, Double) -> Bool)? = nil, range: Facts = [],
        keeps: Facts = [], reflection: Rational? = nil, quotient: (Operation, Operation)? = nil
    ) -> Self {
        Self(
            name: name, sign: sign ?? name, arity: 1, form: form, value: { x, _ in value(x) },
            ball: { balls, x, _, result in ball(balls, x, result) },
            derivatives: { x, z in [derivative(x[0], z)] },
            derivativesByName: byName.map { form in { @Sendable (_: [Expression], z: Expression) in [form(z)] }
            }, domain: domain == [] ? nil : (0, domain),
            isKink: isKink, range: range, keeps: keeps, reflection: reflection, quotient: quotient)
    }

    /// The largest of several values, or the smallest.
    ///
    /// - Parameter comparison: that of one to all others, where it is the value.
    fileprivate static func extremum(
        _ name: String, empty: Double, _ value: @escaping @Sendable (Double, Double) -> Double,
        _ ball: @escaping @Sendable (Balls, Int, Int, Int) -> Void, _ comparison: Operation,
        facts: @escaping @Sendable ([Facts]) -> Facts
    ) -> Self {
        Self(
            name: name, sign: name, arity: nil, empty: empty, form: .bracketedName, value: value, ball: ball,
            derivatives: { x, z in
                x.count == 2
                    ? [.operation(comparison, x), .operation(comparison, [x[1], x[0]])]
                    : x.map { .operation(.equal, [$0, z]) }
            },
            derivativesByName: { x, z in
                x.indices.map {
                    x.count == 2 ? .operation(comparison, [z, x[1 - $0]]) : .operation(.equal, [x[$0], z])
                }
            },
            tie: comparison == .greater ? .greaterOrEqual : .lessOrEqual, isKink: { $0 == $1 }, facts: facts)
    }

    /// 1 where two values compare so, and 0 elsewhere. Doubles that only rounding tells apart are equal.
    ///
    /// - Parameter holds: whether it does, by the sign of what the first is more than the second.
    fileprivate static func comparison(
        _ relation: Relation, _ holds: @escaping @Sendable (Int) -> Bool
    ) -> Self {
        Self(
            name: relation.name, sign: relation.sign, form: .comparison(relation),
            value: { x, y in
                if x.isNaN || y.isNaN { return .nan }
                let isEqual = x == y || abs(x - y) <= 0x1p-40 * Swift.max(abs(x), abs(y))
                return holds(isEqual ? 0 : x > y ? 1 : -1) ? 1 : 0
            },
            ball: { balls, x, y, result in
                guard let order = balls.order(x, y) else { return balls.setUnknown(result) }
                balls.set(result, to: holds(order) ? 1 : 0)
            },
            derivatives: { _, _ in [0, 0] }, isKink: { $0 == $1 }, range: .nonnegative, facts: { _ in [] })
    }
}
