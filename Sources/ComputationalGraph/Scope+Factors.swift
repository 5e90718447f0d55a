import Symbolic

/// The order of factors in print.
extension Scope {
    /// The inputs in the order in which products have them: as they are declared, but for those that the formulas mostly have
    /// the other way round, the w and x of `y = w * x + b`, where x is declared first.
    var inputsAsFactors: [Symbol] {
        struct Pair: Hashable {
            let first: String
            let second: String
        }
        var counts: [Pair: Int] = [:]
        for definition in definitions {
            definition.equation.right.root.forEachProduct { factors in
                for (place, second) in factors.enumerated() {
                    for first in factors[..<place] where first != second {
                        counts[Pair(first: first, second: second), default: 0] += 1
                    }
                }
            }
        }
        if counts.isEmpty { return inputs }
        func isBefore(_ first: String, _ second: String) -> Bool {
            counts[Pair(first: first, second: second), default: 0]
                > counts[Pair(first: second, second: first), default: 0]
        }
        var (names, hasMoved) = ([String](), false)
        var members: [String: [Symbol]] = [:]
        for input in inputs {
            members[input.name, default: []].append(input)
            if members[input.name]!.count > 1 { continue }
            var place = names.count
            while place > 0, isBefore(input.name, names[place - 1]) { (place, hasMoved) = (place - 1, true) }
            names.insert(input.name, at: place)
        }
        return hasMoved ? names.flatMap { members[$0]! } : inputs
    }
}
