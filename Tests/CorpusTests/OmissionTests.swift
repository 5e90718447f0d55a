import Corpus
import Gradfig
import Layout
import Scene
import Testing

/// Figures of any number of classes, 1, 2, ⋮, N: wherever there are lanes 2 and N, there are dots between them.
struct OmissionTests {
    private static let figures = Result {
        let renderer = try FigureRenderer()
        // Recursions have no last step of any number.
        let templates = Corpus.templates.filter { $0.hasClasses && !Corpus.isRecursion($0.name) }.enumerated()
            .map { (index: $0, template: $1) }
        return try concurrentMap(templates) { index, template in
            // All with collapsed layers, and each in one other way, in turn.
            let kind: FigureKind = [.forward, .values, .steps, .mixed][index % 4]
            return try template.drawn(classes: nil, [kind, .collapsed], by: renderer)
        }.flatMap(\.self)
    }

    private static func drawn() throws -> [(figure: DrawnFigure, geometry: LayoutGeometry)] {
        try figures.get().compactMap { figure in (try? figure.outcome.get()).map { (figure, $0) } }
    }

    @Test func `no figure is refused`() throws {
        let figures = try Self.figures.get()
        let refused = figures.compactMap { figure -> String? in
            guard case .failure(let error) = figure.outcome else { return nil }
            return "\(figure.name): \(error)"
        }
        #expect(refused == [])
        #expect(figures.count > 150)
    }

    @Test func `between the nodes of lanes 2 and N there are dots`() throws {
        let pairs = try Self.drawn().flatMap { figure, geometry in
            geometry.pairsOfNodes(figure).map { (name: figure.name, geometry.hasDots($0, within: 1)) }
        }
        #expect(pairs.count > 200)
        #expect(pairs.filter { !$0.1 }.map(\.name) == [])
    }

    @Test func `between the arrows of lanes 2 and N that cross a border there are dots below their values`()
        throws
    {
        let pairs = try Self.drawn().flatMap { figure, geometry in
            geometry.pairsOfArrows.map { (name: figure.name, geometry.hasDots($0, within: 10)) }
        }
        #expect(pairs.count > 200)
        #expect(pairs.filter { !$0.1 }.map(\.name) == [])
    }

    @Test func `dots keep clear of all, in the middle of what is above and below or of their lanes`() throws {
        var wrong: [String] = []
        // In steps the dots stand where all values will be around them.
        for (figure, geometry) in try Self.drawn() where figure.kind != .steps {
            let ink = geometry.ink
            let middles = (geometry.pairsOfNodes(figure) + geometry.pairsOfArrows).map { ($0.y + $1.y) / 2 }
            for dots in geometry.dots {
                let column = ink.filter { $0.minX < dots.maxX && $0.maxX > dots.minX }
                let above = column.filter { $0.maxY <= dots.center.y }.map { dots.minY - $0.maxY }.min() ?? 0
                let below = column.filter { $0.minY >= dots.center.y }.map { $0.minY - dots.maxY }.min() ?? 0
                let isCentred =
                    abs(above - below) < 1 || middles.contains { abs($0 - dots.center.y) < 0.1 }
                let nearest = ink.map { $0.distance(to: dots) }.min() ?? 0
                if !isCentred || min(above, below, nearest) < 4 {
                    wrong.append("\(figure.name): \(dots.center) \(above), \(below), \(nearest)")
                }
            }
        }
        #expect(wrong == [])
    }

    @Test func `steps have their dots in one place`() throws {
        let figures = try Self.drawn().filter { $0.figure.kind == .steps }
        for (_, steps) in Dictionary(grouping: figures, by: \.figure.template) {
            #expect(steps.allSatisfy { $0.geometry.dots == steps[0].geometry.dots })
        }
    }
}

extension Rect {
    fileprivate func distance(to other: Rect) -> Double {
        Point(max(minX - other.maxX, 0, other.minX - maxX), max(minY - other.maxY, 0, other.minY - maxY)).length
    }
}

extension LayoutGeometry {
    fileprivate var dots: [Rect] {
        nodes.filter { $0.id == "omission" }.map(\.outline.bounds)
    }

    /// Everything that is written or drawn but outlines of open layers and dots; lines point by point.
    fileprivate var ink: [Rect] {
        var points: [Point] = []
        for arrow in arrows {
            for (from, to) in zip(arrow.line, arrow.line.dropFirst()) {
                let count = Int((to - from).length) + 1
                points += (0...count).map { from + (to - from) * (Double($0) / Double(count)) }
            }
        }
        let outlines = nodes.filter { $0.id != "omission" }.map(\.outline.bounds)
        return labels.map(\.bounds) + outlines
            + points.map { Rect(minX: $0.x, minY: $0.y, maxX: $0.x, maxY: $0.y) }
    }

    /// Whether there are dots between two points, so far from their line at most.
    fileprivate func hasDots(_ ends: (Point, Point), within distance: Double) -> Bool {
        dots.contains {
            abs($0.center.x - ends.0.x) < distance && $0.minY > ends.0.y && $0.maxY < ends.1.y
        }
    }

    /// Operations of one column that differ only in that they are in lane 2 or N.
    fileprivate func pairsOfNodes(_ figure: DrawnFigure) -> [(Point, Point)] {
        let placed = nodes.filter { figure.lanes[$0.id] != nil }
        return placed.flatMap { one in
            placed.compactMap { other -> (Point, Point)? in
                let ends = (one.outline.bounds.center, other.outline.bounds.center)
                return one.id.isBeforeDots(other.id) && abs(ends.0.x - ends.1.x) < 0.01 ? ends : nil
            }
        }
    }

    /// Arrows that cross a border, with values that differ only in that they are of lane 2 or N: where these stand, in the
    /// middle between the arrows of both directions.
    fileprivate var pairsOfArrows: [(Point, Point)] {
        func layer(_ end: End) -> Int? {
            if case .node(let node) = end { nodes[node].layer ?? -1 - node } else { nil }
        }
        let values = labels.compactMap { label -> (text: String, center: Point)? in
            guard case .arrow(let index) = label.owner, !arrows[index].isBackward else { return nil }
            let arrow = arrows[index]
            if [arrow.tail, arrow.tip].contains(.beside) || layer(arrow.tail) == layer(arrow.tip) {
                return nil
            }
            let x = label.bounds.center.x
            let lines = arrows.filter {
                $0.text == arrow.text && Set([$0.tail, $0.tip]) == [arrow.tail, arrow.tip]
            }
            let heights = lines.compactMap { $0.height(at: x) }
            return (label.text, Point(x, heights.reduce(0, +) / Double(heights.count)))
        }
        return values.flatMap { one in
            values.compactMap { other in
                one.text.isBeforeDots(other.text) && abs(one.center.x - other.center.x) < 20
                    ? (one.center, other.center) : nil
            }
        }
    }
}

extension LayoutGeometry.Arrow {
    /// How high it runs at a place of the flow.
    fileprivate func height(at x: Double) -> Double? {
        for (from, to) in zip(line, line.dropFirst()) where (from.x - x) * (to.x - x) <= 0 && from.x != to.x {
            return from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x)
        }
        return nil
    }
}

extension String {
    /// Whether the other is the same but for the last value of an index, N, where this has 2.
    fileprivate func isBeforeDots(_ other: String) -> Bool {
        let differing = zip(self, other).filter { $0 != $1 }
        return count == other.count && !differing.isEmpty && differing.allSatisfy { $0 == "2" && $1 == "N" }
    }
}
