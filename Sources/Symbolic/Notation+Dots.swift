/// Long sums and products with dots.
extension Notation {
    /// The notation with ⋯ for what its neighbours tell: of a run of more than `most` terms or factors that differ by
    /// nothing but a running index, each by one from the last, the first two and the last are written.
    ///
    /// Where terms follow no such rule, dots would say nothing; they are all written.
    package func shortened(toRunsOf most: Int) -> Notation {
        func shortened(_ part: Notation) -> Notation { part.shortened(toRunsOf: most) }
        switch self {
        case .numeral, .symbol, .dots, .derivative: return self
        case .sum(let terms): return .sum(Self.shortened(terms, toRunsOf: most))
        case .product(let factors): return .product(Self.shortened(factors, toRunsOf: most))
        case .quotient(let top, let bottom): return .quotient(shortened(top), shortened(bottom))
        case .power(let base, let exponent): return .power(shortened(base), shortened(exponent))
        case .negation(let operand): return .negation(shortened(operand))
        case .function(let function, let argument): return .function(function, shortened(argument))
        case .series(let series, let index, let bounds, let operand):
            return .series(series, index: index, bounds: bounds, shortened(operand))
        }
    }

    private static func shortened(_ parts: [Notation], toRunsOf most: Int) -> [Notation] {
        var result: [Notation] = []
        var start = 0
        while start < parts.count {
            var end = start + 1
            var rule: [Int]?
            while end < parts.count, let step = parts[end - 1].step(to: parts[end]), step == rule ?? step {
                rule = step
                end += 1
            }
            if end - start > most {
                result += [parts[start], parts[start + 1], .dots, parts[end - 1]]
                start = end
            } else {
                // The last of a run may begin another.
                let next = max(end - 1, start + 1)
                result += parts[start..<next]
                start = next
            }
        }
        return result.map { $0.shortened(toRunsOf: most) }
    }

    /// The places of the indices that are one more in the next term, nil if anything else differs, or nothing does.
    private func step(to next: Notation) -> [Int]? {
        var places: [Int] = []
        var values: Set<Int> = []
        var count = 0
        func compare(_ left: Notation, _ right: Notation) -> Bool {
            func all(_ left: [Notation], _ right: [Notation]) -> Bool {
                left.count == right.count && zip(left, right).allSatisfy(compare)
            }
            switch (left, right) {
            case (.symbol(let name, let indices), .symbol(let otherName, let otherIndices)):
                guard name == otherName, indices.count == otherIndices.count else { return false }
                for (index, other) in zip(indices, otherIndices) {
                    count += 1
                    if index == other { continue }
                    guard let value = Int(index), let otherValue = Int(other), otherValue - 1 == value else {
                        return false
                    }
                    places.append(count)
                    values.insert(value)
                }
                return true
            case (.sum(let left), .sum(let right)), (.product(let left), .product(let right)):
                return all(left, right)
            case (.quotient(let a, let b), .quotient(let c, let d)),
                (.power(let a, let b), .power(let c, let d)):
                return compare(a, c) && compare(b, d)
            case (.negation(let left), .negation(let right)): return compare(left, right)
            case (.function(let function, let left), .function(let other, let right)):
                return function == other && compare(left, right)
            default: return left == right
            }
        }
        return compare(self, next) && values.count == 1 ? places : nil
    }
}
