import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// The numbers on the edges, at one choice of the inputs.
    public struct Values: Sendable {
        /// For each edge; nil where an input that matters is not given, or the value is not finite.
        public let forward: [Double?]
        /// For each edge; nil as well where the edge has no backward value.
        public let backward: [Double?]
    }

    /// Evaluates every value of the graph in floating point.
    ///
    /// - Parameter inputs: numbers for the inputs, or for some of them.
    /// - Throws: `Diagnostic` for a symbol that is no input, for any number of values of an index, and if the numbers contradict an assumption, on which
    ///   the backward values rest.
    public func values(at inputs: [Symbol: Double]) throws -> Values {
        let numbers = try self.numbers(at: inputs.compactMapValues(Number.init(exactly:)))
        return Values(
            forward: edges.map { (try? numbers.value(of: $0.source).get())?.doubleValue },
            backward: edges.indices.map { (try? numbers.gradient(along: $0)?.get())?.doubleValue })
    }

    /// Evaluates every value of the graph.
    ///
    /// - Parameter inputs: numbers for the inputs, or for some of them.
    /// - Throws: as `values(at:)`.
    public func numbers(at inputs: [Symbol: Number]) throws -> Numbers {
        for symbol in inputs.keys.sorted() { _ = try input(SourceSlice(symbol.plain, name: "<inputs>")) }
        if scope.isGeneral, let input = inputs.keys.min() {
            throw SourceSlice(input.plain, name: "<inputs>").error(
                "there are no numbers where an index has any number of values, or where all are drawn as one",
                suggestion: "say how many there are, as in ‘k: 1...3’")
        }
        return try Numbers(of: self, at: inputs)
    }

    /// An expression as TeX sets it, with names as they are drawn.
    package func tex(_ expression: Expression) -> String {
        Notation(expression, in: .builtUp).displaying(model.names).written.tex
    }
}

extension Expression {
    /// The value in floating point, with the parts of sums and products over indices.
    func evaluate(_ series: inout SeriesParts<Double>, _ value: (Symbol) -> Double) -> Double {
        switch self {
        case .operation(let operation, let operands):
            return operation.value(operands.map { $0.evaluate(&series, value) })
        case .series(let kind, let index, let except, let body):
            var context: Void = ()
            return series.result(
                of: kind, over: index, except: except, body, in: &context,
                evaluated: { part, series, _ in part.evaluate(&series, value) },
                combine: { operation, parts, _ in operation.value(parts) })
        case .number, .symbol, .arrays: return evaluate(value)
        }
    }
}

extension Relation {
    /// Whether two numbers compare so, where what is given may be rounded to double precision.
    func holds(_ left: Double, _ right: Double) -> Bool {
        let areEqual = abs(left - right) <= 1e-12 * max(abs(left), abs(right))
        return switch self {
        case .equal: areEqual
        case .notEqual: !areEqual
        case .less, .lessOrEqual: left < right || self == .lessOrEqual && areEqual
        case .greater, .greaterOrEqual: left > right || self == .greaterOrEqual && areEqual
        }
    }
}

/// Six decimals are enough to read.
func rounded(_ number: Double) -> Double {
    abs(number) < 1e9 ? (number * 1e6).rounded() / 1e6 : number
}
