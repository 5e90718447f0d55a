import Diagnostics
import Symbolic

/// For which numbers of values a statement must be true to be so for any number n, where n or an index is used as a number.
///
/// A polynomial in n that is 0 for more values of n than its degree is 0. What compares n with numbers is settled from where on
/// it is the same: beyond Cauchy's bound of the roots.
struct StatementSizes {
    /// The degree of what both sides of the equations differ by; nil for what is no polynomial.
    private(set) var degree: Int? = 0
    /// From where on no comparison of n with numbers changes; 0 where there is none.
    private(set) var bound = 0.0
    private let names: StatementNames
    /// The indices of the series around what is looked at.
    private var indices: [String] = []

    /// A formula as a quotient of polynomials in n: their degrees, and how large the sums of their coefficients can be.
    private struct Growth {
        /// nil for what is no polynomial.
        var above: Int? = 0
        var below: Int? = 0
        var numerator = 1.0
        var denominator = 1.0
        /// Whether there are values of the model in it, or unknown ones.
        var hasValues = false

        var isConstant: Bool { above == 0 && below == 0 }
    }

    init(_ statement: Statement, _ names: StatementNames) {
        self.names = names
        for case .chain(let formulas) in statement.parts {
            let sides = formulas.map { growth(of: $0.root, depth: 0) }
            for (left, right) in zip(sides, sides.dropFirst()) {
                let sum = Self.sum([left, right])
                degree = degree.flatMap { known in sum.above.map { max(known, $0) } }
            }
        }
    }

    private static let maximumDepth = 60

    /// - Parameters:
    ///   - values: the numbers of values that there are in any case, to which others come.
    ///   - evidence: how many are enough for what is no polynomial.
    ///   - most: the largest number of values that may be tried.
    /// - Throws: `Diagnostic` if these are too many.
    func sizes(besides values: [Int], evidence: Int, most: Int, at place: SourceSlice) throws -> [Int] {
        let needed = degree.map { $0 + 1 } ?? evidence
        var sizes = values
        let last = bound > 0 ? bound + Double(needed) : 0
        var next = 2
        while Double(next) <= last || sizes.count < needed {
            guard next <= most, last <= Double(most) else {
                throw place.error(
                    "whether this is true for any number of values can’t be decided: too many had to be tried",
                    suggestion: "use smaller numbers and powers beside n and indices")
            }
            if !sizes.contains(next) { sizes.append(next) }
            next += 1
        }
        return sizes
    }

    private mutating func growth(of syntax: Syntax, depth: Int) -> Growth {
        if depth > Self.maximumDepth { return Growth(above: nil, below: nil) }
        switch syntax.kind {
        case .number(let number):
            return Growth(numerator: abs(number.doubleValue) * number.scale, denominator: number.scale)
        case .index: return Growth(above: 1)
        case .symbol(let reference):
            if isNumber(reference) { return Growth(above: 1) }
            if names.isOwn(reference), let definition = names.definitions[reference.name] {
                return growth(of: definition, depth: depth + 1)
            }
            return Growth(hasValues: true)
        case .derivative: return Growth(hasValues: true)
        case .arrays: return Growth(above: nil, below: nil, hasValues: true)
        case .series(let series, let index, _, let operand),
            .boundedSeries(let series, let index, _, _, let operand):
            indices.append(index)
            var growth = growth(of: operand, depth: depth + 1)
            indices.removeLast()
            let isSum = series == .sum || series == .mean
            let isExtreme = series == .max || series == .min
            if !isExtreme, !isSum || growth.below != 0 {
                // A product of what has no n in it is a power: of numbers.
                if !(growth.isConstant && growth.hasValues) { growth.above = nil }
            } else if isSum, !growth.hasValues || !growth.isConstant {
                let factor = Double((growth.above ?? 0) + 1)
                growth.above = growth.above.map { $0 + 1 }
                growth.numerator *= factor
                growth.denominator *= factor
            }
            return growth
        case .operation(let operation, let operands):
            let parts = operands.map { growth(of: $0, depth: depth + 1) }
            return growth(of: operation, parts, operands)
        }
    }

    private mutating func growth(of operation: Operation, _ parts: [Growth], _ operands: [Syntax]) -> Growth {
        let hasValues = parts.contains(where: \.hasValues)
        switch operation {
        case .sum, .difference, .mean: return Self.sum(parts)
        case .negation: return parts[0]
        case .product: return parts.dropFirst().reduce(parts[0], Self.product)
        case .quotient, .reciprocal:
            let divisor = parts.last!
            let inverse = Growth(
                above: divisor.below, below: divisor.above, numerator: divisor.denominator,
                denominator: divisor.numerator, hasValues: divisor.hasValues)
            return operation == .reciprocal ? inverse : Self.product(parts[0], inverse)
        case .power:
            if case .number(let number) = operands[1].kind, let exponent = Int(exactly: number.doubleValue),
                (0...40).contains(exponent)
            {
                return (0..<exponent).reduce(Growth()) { power, _ in Self.product(power, parts[0]) }
            }
            let isConstant = parts.allSatisfy(\.isConstant)
            return Growth(above: isConstant ? 0 : nil, below: isConstant ? 0 : nil, hasValues: hasValues)
        default:
            if parts.allSatisfy(\.isConstant) { return Growth(hasValues: hasValues) }
            let sum = Self.sum(parts)
            let isPieces = operation.isPiecewise
            if isPieces, !hasValues, let above = sum.above, sum.below != nil {
                // What it compares is a polynomial, whose sign settles.
                bound = max(bound, 1 + max(sum.numerator, sum.denominator))
                if operation.isComparison || operation == .sign { return Growth() }
                return Growth(above: above, below: sum.below)
            }
            return Growth(
                above: isPieces ? sum.above : nil, below: isPieces ? sum.below : nil, hasValues: hasValues)
        }
    }

    /// Whether a name is that of a number of values, or of an index.
    private func isNumber(_ reference: Syntax.Reference) -> Bool {
        reference.indices.isEmpty && indices.contains(reference.name) || names.isClassCount(reference)
            || names.scope.indexOfLastValue(named: reference) != nil
            || reference.indices.isEmpty && names.scope.declarations[reference.name] == nil
                && names.definitions[reference.name] == nil && names.scope.ranges[reference.name] != nil
    }

    private static func sum(_ parts: [Growth]) -> Growth {
        parts.dropFirst().reduce(parts.first ?? Growth()) { left, right in
            Growth(
                above: most(total(left.above, right.below), total(right.above, left.below)),
                below: total(left.below, right.below),
                numerator: left.numerator * right.denominator + right.numerator * left.denominator,
                denominator: left.denominator * right.denominator,
                hasValues: left.hasValues || right.hasValues)
        }
    }

    private static func product(_ left: Growth, _ right: Growth) -> Growth {
        Growth(
            above: total(left.above, right.above), below: total(left.below, right.below),
            numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator,
            hasValues: left.hasValues || right.hasValues)
    }

    private static func total(_ left: Int?, _ right: Int?) -> Int? {
        left.flatMap { left in right.map { left + $0 } }
    }

    private static func most(_ left: Int?, _ right: Int?) -> Int? {
        left.flatMap { left in right.map { max(left, $0) } }
    }
}

extension Rational {
    /// A number whose product with this is whole.
    fileprivate var scale: Double { denominator.doubleValue }
}
