import Scene

/// The pass after the routes: an arrow that bends more than twice becomes slant, level, slant where nothing is in the way.
///
/// A route goes from column to column and knows of each only what is above and below; this pass sees the figure.
struct Tightening {
    var routes: [Routes.Route]

    let diagram: Diagram
    let spacing: Spacing
    let nodes: [LayoutGeometry.Outline?]
    /// Whether so many arrows leave a node or arrive at it that there is no room for their heads.
    let isCrowded: [Bool]
    let layers: [Rect?]
    private let titles: [Rect]
    /// The middle between the highest and the lowest node.
    let axis: Double
    /// The arrows that have ways, but would cross more others there.
    var isBarred: Set<Int> = []
    /// Whether even values that stay where they are may touch something.
    var isMending = false
    /// Whether slants may be steep: where no gentle one would do.
    var mayBeSteep = false
    var obstacles: Obstacles
    /// Whether everything is among the obstacles.
    private(set) var isFilled = false
    /// How many squares and things may be looked at, so that huge figures take bounded time.
    private var mostVisits: Int
    var hasTime: Bool { obstacles.visits < mostVisits }
    /// Lets at most so many more be looked at.
    mutating func limitVisits(to count: Int) { mostVisits = min(mostVisits, obstacles.visits + count) }
    /// Lets so many more be looked at.
    mutating func grantVisits(_ count: Int) { mostVisits = obstacles.visits + count }

    /// - Parameters:
    ///   - nodes: the outlines; nil for a free end.
    ///   - layers: the outlines of the open ones; nil for the collapsed ones.
    ///   - titles: the names of layers.
    init(
        _ routes: [Routes.Route], nodes: [LayoutGeometry.Outline?], layers: [Rect?], titles: [Rect],
        _ diagram: Diagram, spacing: Spacing
    ) {
        self.routes = routes
        self.nodes = nodes
        let (leaving, arriving) = diagram.degrees
        isCrowded = zip(leaving, arriving).map { max($0, $1) > Ports.most }
        self.layers = layers
        self.diagram = diagram
        self.spacing = spacing
        let bounds = routes.lazy.flatMap(\.line).map { Rect(center: $0, size: .zero) }
        obstacles = Obstacles(
            in: bounds.reduce(bounds.first ?? Rect(center: Point(0, 0), size: .zero)) { $0.union($1) },
            reach: Self.reach(spacing))
        mostVisits = min(4000 * routes.count, 20_000_000)
        self.titles = titles
        let heights = nodes.compactMap(\.?.bounds.center.y)
        axis = ((heights.min() ?? 0) + (heights.max() ?? 0)) / 2
    }

    /// All arrows that bend too often, where that can be.
    mutating func tighten() {
        let former = routes
        let crooked = routes.indices.filter { routes[$0].line.count > Self.most || hasShortEnd($0) }
        if crooked.isEmpty, arrowsWithHeads.isEmpty { return }
        isFilled = true
        addThings()
        // The crooked ones are out of each other's way at first: what one gives up may be what another needs.
        let isCrooked = Set(crooked)
        for edge in routes.indices where !isCrooked.contains(edge) { add(edge) }
        let tightened = crooked.filter { tighten($0) }
        let isTightened = Set(tightened)
        let left = crooked.filter { !isTightened.contains($0) }
        for edge in left { add(edge) }
        // Where some stay as they are, so do those that run into them.
        let reverted = settle(tightened.map { [$0] }, former)
        // As long as nothing has gone away, only those find a way now that were not to cross more lines than there were.
        var again = reverted.isEmpty ? left.filter(isBarred.contains) : left + reverted
        var hopeless = reverted.isEmpty ? left.filter { !isBarred.contains($0) } : []
        var hasMoved = true
        while hasMoved, !again.isEmpty {
            let failed = again.filter { !tighten($0) }
            hasMoved = failed.count < again.count
            (again, hopeless) = (failed + hopeless, [])
        }
        straighten()
        turnHeads()
    }

    /// Puts back those of new routes that touch something, and then what runs into these.
    ///
    /// - Parameter groups: the edges of the new routes, by those that are put back together.
    /// - Returns: those that are put back.
    @discardableResult
    mutating func settle(_ groups: [[Int]], _ former: [Routes.Route]) -> [Int] {
        var moved = groups
        var reverted: [Int] = []
        var isStable = false
        while !isStable {
            isStable = true
            for group in moved where !group.allSatisfy({ isClear(routes[$0], $0, instead: former[$0]) }) {
                for edge in group { take(former[edge], edge) }
                moved.removeAll { $0 == group }
                reverted += group
                isStable = false
            }
        }
        return reverted
    }

    /// Puts everything in its place.
    mutating func fill() {
        isFilled = true
        addThings()
        for edge in routes.indices { add(edge) }
    }

    private mutating func addThings() {
        for (index, node) in nodes.enumerated() {
            if let node { obstacles.add(.node(index), in: node.bounds) }
        }
        for title in titles { obstacles.add(.title(title), in: title) }
    }

    /// The points of a line with two bends.
    static let most = 4

    /// Whether an arrow bends beside a node, where its head should be.
    private func hasShortEnd(_ edge: Int) -> Bool {
        let line = routes[edge].line
        return [(diagram.edges[edge].source, line[1]), (diagram.edges[edge].target, line[line.count - 2])]
            .contains {
                node, corner in
                diagram.radius(of: node).map {
                    (corner - nodes[node]!.bounds.center).length < $0 + Self.head.length
                } ?? false
            }
    }
}
