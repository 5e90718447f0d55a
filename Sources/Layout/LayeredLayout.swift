import Diagnostics
import Scene

/// The layout of any diagram, in passes: columns, tracks, order, heights, positions, routes, tightening.
public struct LayeredLayout: Sendable {
    let diagram: Diagram
    private let spacing: Spacing
    let tracks: Tracks
    private let order: ColumnOrder
    let heights: ItemHeights
    private let columns: NodeColumns
    let positions: ColumnPositions
    private(set) var routes: [Routes.Route]
    /// The arrows that took another way since they touched something.
    private var rerouted: Set<Int> = []
    /// The slanted arrows without a bend.
    public let straightArrows: Set<Int>
    let bent: Set<Int>
    /// How much farther than usual some columns are from those before them.
    let room: [Int: Double]
    let centers: [Point]
    private let sizes: [Size]
    private var outlines: [Rect]
    private var omissions: [Placement.Omission] = []

    /// The arrows with heads that another runs through, and these others.
    private(set) var piercing: Set<Int> = []

    /// - Parameter like: a layout of the same diagram with other distances; it has the order of that, if both have lanes or
    ///   neither.
    /// - Returns: nil where no order can be kept.
    public init?(_ diagram: Diagram, spacing: Spacing = Spacing(), like other: Self? = nil) {
        let hasLanes = diagram.hasLanes
        let known = other?.diagram.hasLanes == hasLanes ? other : nil
        guard var layout = Self(diagram, spacing, like: known) else { return nil }
        func take(_ other: Self?) {
            if let other, other.faults < layout.faults { layout = other }
        }
        // Rows whose arrows have one place in all of them are level more easily.
        if layout.tracks.hasHalves, !layout.unlevel.isEmpty {
            take(Self(diagram, spacing, mayHaveHalves: false))
        }
        // Where there is no room on a node's outline for arrows to stay level, it is larger.
        if layout.tracks.items.count <= Self.mostItems {
            for growth in Self.growths where !layout.narrow.isEmpty {
                take(Self(layout.diagram.growing(layout.narrow, by: growth), spacing, like: layout))
            }
        }
        let first = layout
        // With a few more crossings fewer lines may run through heads.
        if hasLanes, !layout.piercing.isEmpty { take(Self(diagram, spacing, starts: 2)) }
        let items = layout.tracks.items.count
        // Without lanes more room along the flow mostly suffices.
        if !hasLanes, items <= Self.fewItems { layout = layout.roomier(for: \.piercing) }
        for (heads, growth) in Self.roomsForHeads
        where (hasLanes || items <= Self.fewItems) && !layout.piercing.isEmpty {
            var roomy = spacing
            (roomy.heads, roomy.growth) = (heads, growth)
            take(Self(diagram, roomy, like: first))
        }
        if hasLanes, items <= Self.mostItems { layout = layout.roomier(for: \.piercing) }
        if items <= (hasLanes ? Self.manyItems : Self.fewItems) {
            layout = layout.roomier(for: \.crooked)
            let around = layout.crooked.filter(layout.tracks.passesLayer)
            if !around.isEmpty {
                take(Self(diagram, spacing, like: first, levelAround: around)?.roomier(for: \.crooked))
            }
        }
        self = layout
    }

    /// Where heads would be in the way of what passes their node, it is so much farther away, and the node so much larger.
    private static let roomsForHeads = [
        (5.0, 1.0), (11, 1), (24, 1), (5, 1.5), (24, 1.5), (48, 1.5), (24, 2), (72, 2),
    ]
    /// So much larger are nodes at which level arrows have no room.
    private static let growths = [1.2, 1.35, 1.5]
    /// More room, so that arrows are straight or heads free, is tried with no more items than the first; where there are lanes,
    /// so that few bend, than the second, and so that heads are free, than the last.
    private static let fewItems = 400
    private static let manyItems = 1000
    private static let mostItems = 2000

    /// - Parameters:
    ///   - like: a layout that has the same order, if there is one.
    ///   - starts: how many orders are tried at most.
    ///   - mayHaveHalves: whether arrows may have another place in the upper rows than in the lower ones.
    ///   - levelAround: the edges that come level to an outline from around other layers, and not aslant.
    private init?(
        _ diagram: Diagram, _ spacing: Spacing, like known: Self? = nil, starts: Int = .max,
        mayHaveHalves: Bool = true, levelAround: Set<Int> = []
    ) {
        let diagram = diagram.makingRoomForArrows(spacing)
        let columns = NodeColumns(diagram)
        let (tracks, order) = Self.order(
            diagram, columns, spacing, like: known, starts, mayHaveHalves: mayHaveHalves)
        typealias Attempt = (heights: ItemHeights, positions: ColumnPositions)
        func heights(_ tracks: Tracks, like known: ItemHeights?) -> ItemHeights? {
            ItemHeights(
                tracks, order, columns, diagram, spacing: spacing, levelAround: levelAround, like: known)
        }
        func attempt(_ heights: ItemHeights, bent: Set<Int> = []) -> Attempt {
            (heights, ColumnPositions(tracks, heights, columns, diagram, spacing: spacing, bent: bent))
        }
        // What a page has least of is width.
        func cost(_ attempt: Attempt) -> Double {
            let (width, y) = (attempt.positions.ranges.last?.upperBound ?? 0, attempt.heights.y)
            return width * width * ((y.max() ?? 0) - (y.min() ?? 0))
        }
        guard let level = heights(tracks, like: known?.heights) else { return nil }
        var best = attempt(level)
        var bent: Set<Int> = []
        if !best.positions.crowded.isEmpty {
            var crowded: Set<Int> = []
            while !best.positions.crowded.isEmpty {
                crowded.formUnion(best.positions.crowded)
                best = attempt(level, bent: crowded)
            }
            bent = crowded
            var most = cost(best) * spacing.straightness
            for room in Self.rooms where tracks.items.count <= Self.fewItems {
                let tracks = tracks.adding(Spokes.room(room, around: crowded, tracks, level, diagram))
                guard let straight = heights(tracks, like: level).map({ attempt($0) }),
                    straight.positions.crowded.isEmpty
                else {
                    // Where more sufficed, still less doesn't. Where the most doesn't, less seldom does: so many items are not
                    // worth the time.
                    if bent.isEmpty || tracks.items.count > Self.severalItems { break }
                    continue
                }
                if cost(straight) < most { (best, most, bent) = (straight, cost(straight), []) }
            }
        }
        self.init(diagram, spacing, tracks, order, best.heights, columns, best.positions, bent: bent)
    }

    /// The order of another layout, or that with the fewest crossings, where lanes can nest in several ways.
    private static func order(
        _ diagram: Diagram, _ columns: NodeColumns, _ spacing: Spacing, like known: Self?, _ starts: Int,
        mayHaveHalves: Bool
    ) -> (Tracks, ColumnOrder) {
        let likeness = Likeness(diagram, columns)
        @Sendable func tracks(_ nesting: LaneNesting, _ hasHalves: Bool) -> Tracks {
            Tracks(diagram, columns, likeness, nesting: nesting, hasHalves: hasHalves, spacing: spacing)
        }
        if let known {
            let tracks = tracks(known.tracks.lanes.nesting, known.tracks.hasHalves)
            return (tracks, ColumnOrder(tracks, diagram, known: known.order.columns))
        }
        let choices = LaneNesting.choices(diagram).flatMap { nesting in
            (diagram.hasLanes && mayHaveHalves ? [false, true] : [false]).map { (nesting, $0) }
        }
        let orders = concurrentMap(choices) { nesting, hasHalves in
            let tracks = tracks(nesting, hasHalves)
            return (ColumnOrder.mayGatherBetween(tracks, diagram) ? [false, true] : [false]).map {
                (tracks: tracks, order: ColumnOrder(tracks, diagram, starts: starts, gathersBetween: $0))
            }
        }.flatMap(\.self)
        guard orders.count > 1 else { return orders[0] }
        return orders.min { $0.order.crossings < $1.order.crossings }!
    }

    /// The room that is tried for straight arrows, in points above and below their values: the most first.
    private static let rooms = [36, 24, 15, 9, 4.0]
    /// Of more items some mostly find no room, if they don't with the most.
    private static let severalItems = 100

    /// The layout in which these arrows are level where their values stand.
    public func bending(_ edges: Set<Int>) -> LayeredLayout {
        placing(bent: bent.union(edges), room: room).roomier(for: \.piercing)
    }

    func placing(bent: Set<Int>, room: [Int: Double]) -> LayeredLayout {
        let positions = ColumnPositions(
            tracks, heights, columns, diagram, spacing: spacing, bent: bent, room: room)
        return LayeredLayout(
            diagram, spacing, tracks, order, heights, columns, positions, bent: bent, room: room)
    }

    /// The layout in which these arrows go around what they touch; nil where none of them finds a new way.
    public func rerouting(_ edges: Set<Int>) -> LayeredLayout? {
        let new = edges.subtracting(rerouted)
        if new.isEmpty { return nil }
        var layout = self
        var tightening = tightening(of: routes)
        guard tightening.reroute(new.sorted()) else { return nil }
        layout.routes = tightening.routes
        layout.omissions = layout.centredOmissions
        layout.rerouted.formUnion(new)
        if tracks.items.count <= Self.mostItems { layout.piercing = tightening.pierced() }
        return layout
    }

    private init(
        _ diagram: Diagram, _ spacing: Spacing, _ tracks: Tracks, _ order: ColumnOrder, _ heights: ItemHeights,
        _ columns: NodeColumns, _ positions: ColumnPositions, bent: Set<Int>,
        room: [Int: Double] = [:]
    ) {
        self.diagram = diagram
        self.spacing = spacing
        self.tracks = tracks
        self.order = order
        self.heights = heights
        self.columns = columns
        self.positions = positions
        self.bent = bent
        self.room = room
        let routes = Routes(tracks, order, heights, positions, diagram, spacing: spacing, bent: bent)
        straightArrows = routes.straight
        let outlines = zip(heights.layers, positions.layers).map {
            Rect(minX: $1.left, minY: $0.top, maxX: $1.right, maxY: $0.bottom)
        }
        centers = diagram.nodes.enumerated().map { index, node in
            switch node.shape {
            case .box: return node.layer.map { outlines[$0].center } ?? Point(0, 0)
            case .junction: return routes.ports.bars[index]?.center ?? Point(0, 0)
            case .circle, .end:
                guard let item = tracks.itemOfNode[index] else { return Point(0, 0) }
                return Point(positions.ranges[tracks.items[item].column].middle, heights.y[item])
            }
        }
        sizes = diagram.nodes.enumerated().map { index, node in
            switch node.shape {
            case .circle:
                let radius = diagram.radius(of: index) ?? 0
                return Size(width: 2 * radius, height: 2 * radius)
            case .junction:
                return routes.ports.bars[index].map { Size(width: $0.width, height: $0.height) } ?? .zero
            case .box:
                return node.layer.map { Size(width: outlines[$0].width, height: outlines[$0].height) } ?? .zero
            case .end: return .zero
            }
        }
        self.outlines = outlines
        self.routes = routes.routes
        omissions = reservedOmissions
        tighten()
        omissions = centredOmissions
        self.outlines = Trimming(contents, padding: spacing.padding).trimmed(
            outlines, isOpen: diagram.layers.map { $0.label != nil })
    }

    /// Where everything stands in a figure that shows this diagram or a part of it.
    ///
    /// - Parameter isPair: for each edge, whether room is kept for a backward arrow beside the forward one. An arrow
    ///   without a partner runs from centre to centre.
    public func placement(isPair: [Bool]) -> Placement {
        var placement = placementOffPage(isPair)
        placement.fitPage(to: diagram, outlines: outlines, margin: spacing.margin)
        return placement
    }

    /// The same before the page is around it.
    private func placementOffPage(_ isPair: [Bool]) -> Placement {
        var centers = self.centers
        for (edge, route) in zip(diagram.edges, routes) {
            if diagram.nodes[edge.source].shape == .end { centers[edge.source] = route.line[0] }
            if diagram.nodes[edge.target].shape == .end {
                centers[edge.target] = route.line[route.line.count - 1]
            }
        }
        return Placement(
            page: .zero, nodes: centers, nodeSizes: sizes,
            edges: diagram.edges.indices.map { place($0, isPair: isPair[$0]) },
            layers: zip(diagram.layers, outlines).map { $0.label == nil ? nil : $1 },
            layerLabels: zip(diagram.layers, outlines).map { layer, outline in
                layer.label.map { Point(outline.center.x, outline.minY - spacing.title - $0.height / 2) }
            }, omissions: omissions)
    }

    private func place(_ index: Int, isPair: Bool) -> Placement.Edge {
        let edge = diagram.edges[index]
        let route = routes[index]
        let ends = (centers[edge.source], centers[edge.target])
        let offset = isPair ? spacing.pair / 2 : 0
        let labels = route.labelCenters(of: edge, offset: offset, spacing)
        return Placement.Edge(
            forward: arrow(edge, along: route.line, between: ends, shift: offset, diagram),
            backward: isPair
                ? arrow(edge, along: route.line, between: ends, shift: -offset, diagram).reversed() : nil,
            forwardLabel: labels.forward, backwardLabel: labels.backward)
    }
}

extension LayeredLayout {
    private func tightening(of routes: [Routes.Route]) -> Tightening {
        let titles = zip(diagram.layers, outlines).compactMap { layer, outline in
            layer.label.map {
                Rect(center: Point(outline.center.x, outline.minY - spacing.title - $0.height / 2), size: $0)
            }
        }
        let dots = reservedOmissions.map { Rect(center: $0.center, size: $0.size) }
        return Tightening(
            routes, nodes: shapes, layers: zip(diagram.layers, outlines).map { $0.label == nil ? nil : $1 },
            titles: titles + dots, diagram, spacing: spacing)
    }

    /// The dots where room is kept for them: in the middle of their columns.
    private var reservedOmissions: [Placement.Omission] {
        heights.omissions.map { dots in
            Placement.Omission(
                center: Point(positions.ranges[dots.column].middle, dots.y), size: dots.size, layer: dots.layer)
        }
    }

    /// The dots where they stand among the arrows as these are at last.
    private var centredOmissions: [Placement.Omission] {
        if omissions.isEmpty { return [] }
        let ink = PlacedInk(placementOffPage(diagram.edges.map(\.isPair)), of: diagram)
        return zip(omissions, heights.omissions).map { dots, place in
            ink.centred(dots, between: place.ends, clearance: spacing.clearance)
        }
    }

    /// The outlines of all nodes; nil for free ends.
    private var shapes: [LayoutGeometry.Outline?] {
        diagram.nodes.indices.map { index in
            if let radius = diagram.radius(of: index) {
                return .circle(center: centers[index], radius: radius)
            }
            return diagram.nodes[index].shape == .end
                ? nil : .box(Rect(center: centers[index], size: sizes[index]))
        }
    }

    /// The rectangles around nodes, parts of arrows, values and dots.
    private var contents: [Rect] {
        let placement = placementOffPage(diagram.edges.map(\.isPair))
        let edges = zip(diagram.edges, placement.edges).flatMap { edge, placed in
            [
                edge.forward.map { Rect(center: placed.forwardLabel, size: $0.size) },
                edge.backward.map { Rect(center: placed.backwardLabel, size: $0.size) },
            ].compactMap(\.self)
                + [placed.forward, placed.backward ?? []].flatMap { $0.segments.map(\.bounds) }
        }
        return edges + shapes.compactMap(\.?.bounds)
            + omissions.map { Rect(center: $0.center, size: $0.size) }
    }

    /// Makes routes bend less, where there is room for that among everything that has its place.
    private mutating func tighten() {
        var tightening = tightening(of: routes)
        for pass in [{ $0.tighten() }, { $0.level() }] as [(inout Tightening) -> Void] {
            pass(&tightening)
            tightening.mirror(routes)
            routes = tightening.routes
        }
        if tracks.items.count <= Self.mostItems { piercing = tightening.pierced() }
    }
}
