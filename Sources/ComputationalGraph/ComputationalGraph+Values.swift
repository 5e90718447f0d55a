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

    /// Evaluates every value of the graph.
    ///
    /// - Parameter inputs: numbers for the inputs, or for some of them.
    /// - Throws: `Diagnostic` for a symbol that is no input, for any number of values of an index, and if the numbers contradict an assumption, on which
    ///   the backward values rest.
    public func values(at inputs: [Symbol: Double]) throws -> Values {
        for symbol in inputs.keys.sorted() {
            _ = try input(SourceSlice(symbol.plain, name: "<inputs>"))
        }
        if scope.isGeneral, let input = inputs.keys.min() {
            throw SourceSlice(input.plain, name: "<inputs>").error(
                "there are no numbers where an index has any number of values, or where all are drawn as one",
                suggestion: "say how many there are, as in ‘k: 1...3’")
        }
        let numbers = evaluate { inputs[$0] ?? .nan }
        var gradients: [Symbol: Double] = [:]
        for symbol in upstreamGradients { gradients[symbol] = inputs[symbol] ?? .nan }
        let value = { (symbol: Symbol) in gradients[symbol] ?? nodeOfSymbol[symbol].map { numbers[$0] } ?? .nan
        }
        var series = SeriesParts<Double>(values: indexNames.values)
        func evaluated(_ expression: Expression) -> Double {
            scope.isGeneral ? expression.evaluate(value) : expression.evaluate(&series, value)
        }
        for (symbol, definition) in gradientDefinitions { gradients[symbol] = evaluated(definition) }
        for assumption in assumptions {
            let sides = (assumption.left.evaluate(value), assumption.right.evaluate(value))
            if !sides.0.isNaN, !sides.1.isNaN, !assumption.relation.holds(sides.0, sides.1) {
                let text = SourceSlice(
                    "\(assumption.left) \(assumption.relation.rawValue) \(assumption.right)", name: "<inputs>")
                throw text.error(
                    "the inputs contradict this assumption: the left side is \(rounded(sides.0)), the right side "
                        + "\(rounded(sides.1))")
            }
        }
        let finite = { (number: Double) in number.isFinite ? number : nil }
        return Values(
            // Where a node stands for several, it doesn't compute from what comes in along its edges.
            forward: edges.map {
                finite(scope.isGeneral ? $0.forward.evaluate { _ in .nan } : numbers[$0.source])
            },
            backward: edges.map { $0.backward.flatMap { finite(evaluated($0)) } })
    }

    /// The input that a text names, such as `a_1`.
    ///
    /// - Throws: `Diagnostic` if there is no such input.
    public func input(_ slice: SourceSlice) throws -> Symbol {
        let formula = try scope.reader.formula(slice)
        let inputs = inputSymbols + upstreamGradients
        guard case .symbol(let symbol) = try formula.instantiate(), inputs.contains(symbol) else {
            throw formula.place.error(
                "‘\(formula.place.text)’ is no input of the model",
                suggestion: didYouMean(formula.place.text, among: inputs.map(\.plain)))
        }
        return symbol
    }

    /// An expression as TeX sets it, with names as they are drawn.
    package func tex(_ expression: Expression) -> String {
        Notation(expression, in: .builtUp).displaying(model.names).written.tex
    }

    /// The number that each node computes from its operands.
    ///
    /// - Parameter input: the value of an input.
    private func evaluate(_ input: (Symbol) -> Double) -> [Double] {
        var numbers: [Double] = []
        numbers.reserveCapacity(nodes.count)
        var edge = 0
        for (index, node) in nodes.enumerated() {
            var operands: [Double] = []
            while edge < edges.count, edges[edge].target == index {
                operands.append(numbers[edges[edge].source])
                edge += 1
            }
            switch node.kind {
            case .input(let symbol): numbers.append(input(symbol))
            case .constant(let number): numbers.append(number.evaluate { _ in .nan })
            case .operation(let operation): numbers.append(operation.value(operands))
            case .output: numbers.append(operands[0])
            }
        }
        return numbers
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
    /// Whether two numbers compare so, as far as double precision can tell after some hundred operations.
    fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
        let areEqual = abs(left - right) <= 1e-9 * max(abs(left), abs(right))
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
