/// Which axis of the lanes is the outer one, in each layer.
///
/// What is summed up over an axis comes together in one place: rows of that axis stand next to each other, so it is an
/// inner one.
struct LaneNesting: Hashable {
    /// For each layer, and last for what stands outside, the axes in the order of nesting, from the outermost. Axes
    /// that no value has both of don't nest; each list has those that do.
    private let nestings: [[[Int]]]

    /// The orders to choose from: several, if nothing says which of two axes is the inner one.
    static func choices(_ diagram: Diagram) -> [LaneNesting] {
        let axes =
            (diagram.nodes.lazy.compactMap(\.lane).first ?? diagram.edges.lazy.compactMap(\.lane).first)?
            .values.count ?? 0
        let orders = axes > mostTried ? [Array(0..<axes)] : permutations(of: Array(0..<axes))
        return orders.reduce(into: []) { choices, order in
            let choice = LaneNesting(diagram, order)
            if !choices.contains(choice) { choices.append(choice) }
        }
    }

    /// The orders of more axes are too many.
    private static let mostTried = 3

    private static func permutations(of axes: [Int]) -> [[Int]] {
        axes.count < 2
            ? [axes]
            : axes.flatMap { first in permutations(of: axes.filter { $0 != first }).map { [first] + $0 } }
    }

    /// - Parameter order: that of axes of which nothing else says which is the outer one.
    private init(_ diagram: Diagram, _ order: [Int]) {
        if order.count < 2 {
            nestings = [[[Int]]](repeating: [order], count: diagram.layers.count + 1)
            return
        }
        let places = diagram.layers.count + 1
        var lanes = [Set<Diagram.Lane>](repeating: [], count: places)
        var sums = [[Int]](repeating: [Int](repeating: 0, count: order.count), count: places)
        /// The axes of what comes to a collapsed layer, and of what leaves it.
        var ends = [(arriving: Set<Int>, leaving: Set<Int>)](repeating: ([], []), count: places)
        for node in diagram.nodes {
            if let lane = node.lane, let layer = node.layer { lanes[layer].insert(lane) }
        }
        for edge in diagram.edges {
            let (source, target) = (diagram.nodes[edge.source], diagram.nodes[edge.target])
            for layer in Set([source.layer, target.layer].compactMap(\.self)) {
                if let lane = edge.lane { lanes[layer].insert(lane) }
            }
            let axes = edge.lane?.axes ?? []
            if target.shape.isBox { ends[target.layer!].arriving.formUnion(axes) }
            if source.shape.isBox { ends[source.layer!].leaving.formUnion(axes) }
            guard let layer = target.layer, !target.shape.isBox else { continue }
            for axis in axes where target.lane?.values[axis] == nil { sums[layer][axis] += 1 }
        }
        for layer in diagram.layers.indices {
            for axis in ends[layer].arriving.subtracting(ends[layer].leaving) { sums[layer][axis] += 1 }
            lanes[places - 1].formUnion(lanes[layer])
            for axis in order { sums[places - 1][axis] += sums[layer][axis] }
        }
        nestings = zip(lanes, sums).map { lanes, sums in
            Self.together(lanes.map(\.axes), order).map { axes in
                let places = axes.enumerated().map { (sum: sums[$1], place: $0, axis: $1) }
                return places.sorted { ($0.sum, $0.place) < ($1.sum, $1.place) }.map(\.axis)
            }.sorted { $0[0] < $1[0] }
        }
    }

    /// Axes that some value has together.
    private static func together(_ lanes: [[Int]], _ order: [Int]) -> [[Int]] {
        lanes.reduce(into: order.map { [$0] }) { groups, axes in
            let joined = groups.filter { !$0.allSatisfy { !axes.contains($0) } }
            if joined.count < 2 { return }
            groups.removeAll { joined.contains($0) }
            groups.append(order.filter { axis in joined.contains { $0.contains(axis) } })
        }
    }

    /// The axes that nest in a layer, or outside, among those of a lane, from the outermost.
    func axes(around lane: Diagram.Lane, in layer: Int?) -> [Int] {
        nestings[layer ?? nestings.count - 1].first { axes in axes.contains { lane.values[$0] != nil } } ?? []
    }
}
