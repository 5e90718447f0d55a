import Symbolic

/// Which axes the values of a model's indices are lanes of.
///
/// Indices that stand at the same place of a value are names of one axis, unless both are open in one formula: there, as i and
/// j of x_i x_j, each has lanes of its own.
final class LaneAxes: Sendable {
    private struct Place: Hashable {
        let name: String
        let place: Int
    }

    private let axes: [String: String]
    /// The indices that share an axis with others that they are open together with.
    private let separate: Set<String>
    private let indexAt: [Place: String]
    /// The indices that recursions run over, and what they begin with: the values come one after the other along the flow, not
    /// beside each other.
    private let recursions: (indices: Set<String>, starts: Set<String>)
    private let scope: Scope
    /// The model's indices, in their order; the first is none.
    private let names: [String]

    init(_ scope: Scope) {
        self.scope = scope
        recursions = Self.recursions(scope)
        let names = scope.model.indices.map(\.name.trimmed.text)
        self.names = [""] + names
        guard names.count > 1 else {
            axes = Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
            (separate, indexAt) = ([], [:])
            return
        }
        var groups = Axes.Groups()
        var places: [Place] = []
        func join(_ reference: Syntax.Reference) {
            for (place, index) in reference.indices.enumerated() {
                guard let name = index.name else { continue }
                groups.join(.index(name), .position(reference.name, place))
                places.append(Place(name: reference.name, place: place))
            }
        }
        for (pattern, _) in scope.declarations.values { join(pattern) }
        var open: [Set<String>] = []
        for definition in scope.definitions {
            join(definition.left)
            let left = Set(definition.left.indices.flatMap(\.names))
            var all = left
            definition.equation.right.root.forEachReference { reference, _, _ in
                join(reference)
                all.formUnion(reference.indices.flatMap(\.names))
            }
            open.append(all)
        }
        var axes: [String: String] = [:]
        var separate: Set<String> = []
        for name in names {
            let alike = names.filter { groups.root(of: .index($0)) == groups.root(of: .index(name)) }
            let isSeparate = open.contains { formula in alike.count { formula.contains($0) } > 1 }
            axes[name] = isSeparate ? name : alike[0]
            if isSeparate { separate.insert(name) }
        }
        var indexAt: [Place: String] = [:]
        for place in places {
            let root = groups.root(of: .position(place.name, place.place))
            indexAt[place] = names.first { groups.root(of: .index($0)) == root }
        }
        (self.axes, self.separate, self.indexAt) = (axes, separate, indexAt)
    }

    /// The lanes of an input with these values of its indices.
    func lane(of symbol: Symbol, rolledUp: (Int) -> Bool) -> [String: Int] {
        let pattern = scope.declarations[symbol.name]!.pattern.indices
        var lane: [String: Int] = [:]
        for (place, index) in symbol.indices.enumerated() where !rolledUp(place) {
            guard let value = index.value else { continue }
            let index = pattern[place].name ?? indexAt[Place(name: symbol.name, place: place)]
            if index == nil, recursions.starts.contains(symbol.name) { continue }
            // A number where no index is, as in x_1, says no less.
            lane[index.flatMap { axes[$0] } ?? ""] = value
        }
        return lane
    }

    /// The lane of a value of an index.
    func lane(of index: String, _ value: Int) -> [String: Int] { [axes[index] ?? index: value] }

    /// The lanes of an operation: what those of its operands agree on, and the values of the indices that are open in it.
    func lane(of operands: [[String: Int]], open: [(name: String, value: Int)], summed: [String]) -> [String:
        Int]
    {
        var lane: [String: Int] = [:]
        var differing: Set<String> = []
        for (axis, value) in operands.joined() {
            if lane.updateValue(value, forKey: axis).map({ $0 != value }) ?? false { differing.insert(axis) }
        }
        let summed = summed.compactMap { axes[$0] }
        for (axis, _) in lane where differing.contains(axis) || summed.contains(axis) || separate.contains(axis)
        {
            lane[axis] = nil
        }
        for (name, value) in open where separate.contains(name) { lane[name] = value }
        return lane
    }

    /// A lane in the order of the model's indices.
    func sorted(_ lane: [String: Int]) -> [ComputationalGraph.IndexValue] {
        if lane.isEmpty { return [] }
        let names = lane.count == 1 ? Array(lane.keys) : names
        let left = recursions.indices
        return names.compactMap { name in
            left.contains(name) ? nil : lane[name].map { ComputationalGraph.IndexValue(index: name, value: $0) }
        }
    }

    /// The indices at which values are defined by themselves at others, be it by way of more values, and these: h_t by h_{t-1}.
    private static func recursions(_ scope: Scope) -> (indices: Set<String>, starts: Set<String>) {
        // What each value is defined by, at the same index or at another.
        var uses: [String: [(name: String, shifted: [String])]] = [:]
        for definition in scope.definitions {
            definition.equation.right.root.forEachReference { reference, _, _ in
                let shifted = reference.indices.compactMap { index in
                    if case .sum(let sum) = index { sum.shiftedIndex } else { nil }
                }
                uses[definition.left.name, default: []].append((reference.name, shifted))
            }
        }
        func leads(from name: String, to goal: String) -> Bool {
            var seen: Set<String> = []
            var pending = [name]
            while let next = pending.popLast() {
                if next == goal { return true }
                if seen.insert(next).inserted { pending += (uses[next] ?? []).map(\.name) }
            }
            return false
        }
        var recursions: (indices: Set<String>, starts: Set<String>) = ([], [])
        for (name, used) in uses {
            for (other, shifted) in used where !shifted.isEmpty && leads(from: other, to: name) {
                recursions.indices.formUnion(shifted)
                recursions.starts.insert(other)
            }
        }
        return recursions
    }
}
