/// Long sums and products written short, where what is written shows the rule of what is not.
///
/// Of a run of more than `mostTerms` terms or factors that differ by nothing but a running index, each by one from the
/// last, the first two and the last are written, with ⋯ between. A sum that is still longer than `mostSummands` has a ∑
/// for each run over all values of an index. Where terms follow no rule, they are all written.
package struct Shortening: Sendable {
    private let mostTerms: Int
    private let mostSummands: Int
    /// The values that each index has.
    private let ranges: [(index: String, range: ClosedRange<Int>)]

    /// - Parameter mostSummands: by default as many as terms.
    package init(mostTerms: Int, mostSummands: Int? = nil, ranges: [String: ClosedRange<Int>] = [:]) {
        self.mostTerms = mostTerms
        self.mostSummands = mostSummands ?? mostTerms
        self.ranges = ranges.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package func callAsFunction(_ notation: Notation) -> Notation {
        switch notation {
        case .numeral, .symbol, .dots, .derivative, .call, .cases: return notation
        case .operation(.sum, let terms): return sum(terms)
        case .operation(.product, let factors):
            let runs = Run.runs(in: factors).flatMap { dotted($0) ?? Array($0.parts) }
            return .operation(.product, runs.map { self($0) })
        case .operation(let operation, let operands):
            return .operation(operation, operands.map { self($0) })
        case .arrays(let operation, let operands): return .arrays(operation, operands.map { self($0) })
        case .series(let series, let indices, let bounds, let operand):
            return .series(series, indices: indices, bounds: bounds, self(operand))
        }
    }

    private func sum(_ terms: [Notation]) -> Notation {
        let runs = Run.runs(in: terms)
        var short = runs.flatMap { dotted($0) ?? Array($0.parts) }
        if short.filter({ $0 != .dots }).count > mostSummands {
            short = runs.flatMap { run in series(over: run).map { [$0] } ?? dotted(run) ?? Array(run.parts) }
        }
        return short.count == 1 ? self(short[0]) : .operation(.sum, short.map { self($0) })
    }

    private func dotted(_ run: Run) -> [Notation]? {
        guard run.parts.count > mostTerms, let first = run.parts.first, let last = run.parts.last else {
            return nil
        }
        return [first, run.parts[run.parts.startIndex + 1], .dots, last]
    }

    /// A run of at least three terms over all values of an index, as a ∑.
    private func series(over run: Run) -> Notation? {
        guard let values = run.values, run.parts.count > 2, let first = run.parts.first,
            let index = ranges.first(where: { $0.range == values && !first.mentions($0.index) })?.index
        else { return nil }
        return Self.series(over: index, of: first.replacingIndices(at: run.places, by: index))
    }

    /// The ∑, with the sign and the factors that are the same in all terms before it.
    private static func series(over index: String, of term: Notation) -> Notation {
        switch term {
        case .operation(.negation, let x): return .operation(.negation, [series(over: index, of: x[0])])
        case .operation(.product, let factors):
            let outer = factors.filter { !$0.mentions(index) }
            let inner = factors.filter { $0.mentions(index) }
            guard !outer.isEmpty, !inner.isEmpty else { break }
            let term = inner.count == 1 ? inner[0] : .operation(.product, inner)
            return .operation(.product, outer + [series(over: index, of: term)])
        default: break
        }
        return .series(.sum, indices: [index], bounds: nil, term)
    }
}

/// Parts one after the other that differ by nothing but a running index, or a single part.
private struct Run {
    let parts: ArraySlice<Notation>
    /// Which indices run, counted through the part.
    let places: [Int]
    /// The values that they run through.
    let values: ClosedRange<Int>?

    /// The parts as runs, as long as can be.
    static func runs(in parts: [Notation]) -> [Run] {
        var runs: [Run] = []
        var start = 0
        while start < parts.count {
            var end = start + 1
            var rule: (places: [Int], value: Int)?
            while end < parts.count, let step = parts[end - 1].step(to: parts[end]),
                step.places == rule?.places ?? step.places
            {
                rule = rule ?? step
                end += 1
            }
            // Two parts are no run yet: the second may begin one.
            if end == start + 2 { end -= 1 }
            let values = rule.map { $0.value...$0.value + end - start - 1 }
            runs.append(Run(parts: parts[start..<end], places: rule?.places ?? [], values: values))
            start = end
        }
        return runs
    }
}

extension Notation {
    /// The places of the indices that are one more in the next part, and their value in this one; nil if anything else
    /// differs, or nothing does.
    fileprivate func step(to next: Notation) -> (places: [Int], value: Int)? {
        var places: [Int] = []
        var values: Set<Int> = []
        var count = 0
        func compare(_ left: Notation, _ right: Notation) -> Bool {
            switch (left, right) {
            case (.symbol(let name, let indices), .symbol(let otherName, let otherIndices)):
                guard name == otherName, indices.count == otherIndices.count else { return false }
                for (index, other) in zip(indices, otherIndices) {
                    count += 1
                    if index == other { continue }
                    guard case .value(let value) = index, case .value(let otherValue) = other,
                        otherValue - 1 == value
                    else { return false }
                    places.append(count)
                    values.insert(value)
                }
                return true
            case (.operation(let operation, let left), .operation(let other, let right)):
                return operation == other && left.count == right.count
                    && zip(left, right).allSatisfy(compare)
            case (.derivative(let a, let b), .derivative(let c, let d)):
                return compare(a, c) && compare(b, d)
            default: return left == right
            }
        }
        guard compare(self, next), values.count == 1, let value = values.first else { return nil }
        return (places, value)
    }

    /// The indices at these places, counted as in `step`, replaced by a name.
    fileprivate func replacingIndices(at places: [Int], by name: String) -> Notation {
        let places = Set(places)
        var count = 0
        func replaced(_ part: Notation) -> Notation {
            switch part {
            case .symbol(let symbol, let indices):
                return .symbol(
                    name: symbol,
                    indices: indices.map { index in
                        count += 1
                        return places.contains(count) ? .name(name) : index
                    })
            case .operation(let operation, let operands):
                return .operation(operation, operands.map(replaced))
            case .arrays(let operation, let operands): return .arrays(operation, operands.map(replaced))
            case .derivative(let value, let variable):
                let value = replaced(value)
                return .derivative(value, by: replaced(variable))
            case .numeral, .series, .dots, .call, .cases: return part
            }
        }
        return replaced(self)
    }

    /// Whether it has an index, or the number of one.
    fileprivate func mentions(_ index: String) -> Bool {
        switch self {
        case .numeral, .dots: false
        case .symbol(let name, let indices): indices.contains(.name(index)) || name == index && indices.isEmpty
        case .operation(_, let parts), .arrays(_, let parts), .call(_, let parts):
            parts.contains { $0.mentions(index) }
        case .series(_, let indices, _, let part): indices.contains(index) || part.mentions(index)
        case .derivative(let value, let variable): value.mentions(index) || variable.mentions(index)
        case .cases(let cases): cases.contains { $0.value.mentions(index) || $0.condition.mentions(index) }
        }
    }
}
