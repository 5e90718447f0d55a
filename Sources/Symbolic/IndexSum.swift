/// Indices and a number, added up: where a value stands among others.
package struct IndexSum: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
        package let index: String
        package var factor: Int
    }

    /// Each index once, none with the factor 0.
    package private(set) var terms: [Term] = []
    package private(set) var number = 0

    mutating func add(_ index: String, times factor: Int) {
        if let known = terms.firstIndex(where: { $0.index == index }) {
            terms[known].factor &+= factor
        } else {
            terms.append(Term(index: index, factor: factor))
        }
        terms.removeAll { $0.factor == 0 }
    }

    mutating func add(_ value: Int) { number &+= value }

    /// No number that is written in one is larger, so that no sum of them wraps around to a value that there is.
    static let largest = Int(Int32.max)

    /// The index, where it is one with nothing but a number.
    package var shiftedIndex: String? { terms.count == 1 && terms[0].factor == 1 ? terms[0].index : nil }

    /// - Parameter value: what an index is.
    package func value(_ value: (String) throws -> Int) rethrows -> Int {
        try terms.reduce(number) { $0 &+ $1.factor &* (try value($1.index)) }
    }

    /// All values, where each index runs over its own.
    package func values(_ ranges: [String: ClosedRange<Int>]) -> Set<Int> {
        terms.reduce([number]) { sums, term in
            Set(sums.flatMap { sum in (ranges[term.index] ?? 0...0).map { sum &+ term.factor &* $0 } })
        }
    }

    /// - Parameter image: what takes the place of an index; nil where it stays.
    package func replacing(_ image: (String) -> Syntax.Index?) -> Syntax.Index {
        var sum = IndexSum()
        sum.add(number)
        for term in terms {
            switch image(term.index) {
            case nil: sum.add(term.index, times: term.factor)
            case .name(let name)?: sum.add(name, times: term.factor)
            case .value(let value)?: sum.add(term.factor &* value)
            case .sum(let inner)?:
                sum.add(term.factor &* inner.number)
                for other in inner.terms { sum.add(other.index, times: term.factor &* other.factor) }
            }
        }
        return sum.index
    }

    /// A number alone is one.
    var index: Syntax.Index { terms.isEmpty ? .value(number) : .sum(self) }

    package var text: String {
        var text = ""
        for term in terms {
            let sign = term.factor < 0 ? "-" : text.isEmpty ? "" : "+"
            text += sign + (term.factor.magnitude == 1 ? "" : "\(term.factor.magnitude)") + term.index
        }
        return number == 0 ? text : text + (number < 0 ? "\(number)" : "+\(number)")
    }
}
