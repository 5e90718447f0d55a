import Symbolic

/// What sums and products over an index come to. Many lanes have the same but for the value that they leave out: so each part
/// is computed once, and what is before and behind each value.
struct SeriesParts<Result> {
    /// The values of an index that something runs over.
    private let values: (Symbol.Index, Expression) -> ClosedRange<Int>
    private var known: [Expression: Parts] = [:]

    private struct Parts {
        let first: Int
        /// What all up to each value come to, and all from it on.
        var upTo: [Result] = []
        var from: [Result] = []

        init(_ parts: [Result], first: Int, _ combine: ([Result]) -> Result) {
            self.first = first
            for part in parts { upTo.append(combine([upTo.last, part].compactMap(\.self))) }
            for part in parts.reversed() { from.append(combine([part, from.last].compactMap(\.self))) }
            from.reverse()
        }

        func all(but value: Int?) -> [Result] {
            guard let place = value.map({ $0 - first }), upTo.indices.contains(place) else {
                return [upTo.last!]
            }
            return (place > 0 ? [upTo[place - 1]] : []) + from.dropFirst(place + 1).prefix(1)
        }
    }

    init(values: @escaping (Symbol.Index, Expression) -> ClosedRange<Int>) { self.values = values }

    /// - Parameters:
    ///   - evaluated: what an expression comes to.
    ///   - combine: what an operation makes of results.
    mutating func result<Context>(
        of series: Series, over index: Symbol.Index, except: Symbol.Index?, _ body: Expression,
        in context: inout Context,
        evaluated: (Expression, inout SeriesParts, inout Context) throws -> Result,
        combine: (Operation, [Result], inout Context) -> Result
    ) rethrows -> Result {
        let whole = Expression.series(series, index: index, body)
        if known[whole] == nil {
            let range = values(index, body)
            var parts: [Result] = []
            for value in range {
                let part = body.replacingIndices { $0 == index ? .value(value) : $0 }
                parts.append(try evaluated(part, &self, &context))
            }
            known[whole] = Parts(parts, first: range.lowerBound) { combine(series.operation, $0, &context) }
        }
        return combine(series.operation, known[whole]!.all(but: except?.value), &context)
    }
}
