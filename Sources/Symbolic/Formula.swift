import Diagnostics

/// A formula as a person writes it, in plain ASCII, with its places in the source:
///
///     y_k = exp(a_k) * (1 / S)
///     sum_k (t_k * log(y_k)) * -1
///
/// Operators `+ - * / ^` with the usual precedence, explicit `*`; functions with brackets; symbols with indices
/// (`a_k`, `a_1`, `w_{i,j}`); `sum_k` and `prod_k` take the factor right after them.
public struct Formula: Sendable {
    /// Where it stands.
    public let place: SourceSlice
    package let root: Syntax

    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    public init(_ slice: SourceSlice) throws { try self.init(slice, Functions()) }

    /// - Parameter functions: those that it may call.
    package init(_ slice: SourceSlice, _ functions: Functions) throws {
        var parser = try FormulaParser(slice.trimmed, functions)
        let (formula, right) = try parser.parse()
        if let right {
            throw right.place.error("an equation, where a formula without ‘=’ is expected")
        }
        place = slice.trimmed
        root = formula
    }

    package init(_ syntax: Syntax) {
        place = syntax.place
        root = syntax
    }

    /// The index names left open, in order of appearance.
    public var freeIndices: [String] { root.freeIndices }

    /// The formula for one choice of its open indices.
    ///
    /// - Parameters:
    ///   - bindings: a value for each open index.
    ///   - ranges: what `sum_k` and `prod_k` run over.
    /// - Throws: `Diagnostic` at an index that has neither.
    public func instantiate(
        _ bindings: [String: Int] = [:], ranges: [String: ClosedRange<Int>] = [:]
    ) throws -> Expression {
        try root.expression(bindings, ranges) { Expression.symbol(try $0.symbol($1, at: $2)) }
    }
}

/// Two formulas that are equal: `lhs = rhs`.
public struct Equation: Sendable {
    public let left: Formula
    public let right: Formula

    package init(left: Formula, right: Formula) {
        self.left = left
        self.right = right
    }

    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    public init(_ slice: SourceSlice) throws { try self.init(slice, Functions()) }

    /// - Parameter functions: those that it may call.
    package init(_ slice: SourceSlice, _ functions: Functions) throws {
        var parser = try FormulaParser(slice.trimmed, functions)
        let (left, right) = try parser.parse()
        guard let right else {
            throw slice.trimmed.error("an equation is expected here: write ‘name = formula’")
        }
        self.left = Formula(left)
        self.right = Formula(right)
    }
}

extension Syntax {
    /// - Parameter symbol: what a reference means for a choice of indices.
    /// - Throws: what `symbol` throws, and `Diagnostic` at a series without a range.
    package func expression(
        _ bindings: [String: Int], _ ranges: [String: ClosedRange<Int>],
        _ symbol: (Reference, [String: Int], SourceSlice) throws -> Expression
    ) throws -> Expression {
        func expression(_ part: Syntax) throws -> Expression { try part.expression(bindings, ranges, symbol) }
        switch kind {
        case .number(let number): return .number(number)
        case .symbol(let reference): return try symbol(reference, bindings, place)
        case .index(let index):
            guard let value = bindings[index] else { throw undefinedIndex(index, bindings.keys, at: place) }
            return .number(Rational(value))
        case .operation(let operation, let operands):
            return .operation(operation, try operands.map(expression))
        case .series(let series, let index, let head, let part):
            guard let range = ranges[index] else { throw undefinedIndex(index, ranges.keys, at: head) }
            var inner = bindings
            let parts = try range.map { value in
                inner[index] = value
                return try part.expression(inner, ranges, symbol)
            }
            return series.operation.formula(parts)
        case .arrays:
            throw place.error("there are no matrices here", suggestion: "write it with indices, and ‘sum’")
        case .boundedSeries, .derivative:
            throw place.error("this can be said in an equation, but not computed in a layer")
        }
    }
}

extension Syntax.Reference {
    /// A sum of indices that have values; one of an index of which any value is meant is that.
    private func symbol(_ sum: IndexSum, _ index: (String) throws -> Symbol.Index) rethrows -> Symbol.Index {
        var values: [String: Int] = [:]
        for term in sum.terms {
            let image = try index(term.index)
            guard let value = image.value else { return image }
            values[term.index] = value
        }
        return .value(sum.value { values[$0]! })
    }

    /// The symbol for one choice of the indices.
    package func symbol(_ bindings: [String: Int], at place: SourceSlice) throws -> Symbol {
        try symbol { name in
            guard let value = bindings[name] else { throw undefinedIndex(name, bindings.keys, at: place) }
            return .value(value)
        }
    }

    /// - Parameter index: what an index is.
    package func symbol(_ index: (String) throws -> Symbol.Index) rethrows -> Symbol {
        Symbol(
            name,
            indices: try indices.map { written in
                switch written {
                case .value(let value): .value(value)
                case .name(let name): try index(name)
                case .sum(let sum): try symbol(sum, index)
                }
            })
    }
}

/// The error of an index name that means nothing where it stands.
package func undefinedIndex(_ name: String, _ known: some Sequence<String>, at place: SourceSlice) -> Diagnostic
{
    let known = known.sorted()
    let list = known.prefix(8).map { "‘\($0)’" }.joined(separator: ", ")
    return place.error(
        "the index ‘\(name)’ is not defined here",
        suggestion: didYouMean(name, among: known)
            ?? (known.isEmpty
                ? nil : known.count == 1 ? "there is the index \(list)" : "the indices are \(list)"))
}
