import Graphviz
import Layout
import Scene

/// The lines of a drawn graph, each with the outlines of its two ends.
package struct DrawnLines: Sendable {
    package struct Line: Sendable {
        let points: [Point]
        /// What it begins and ends at, by number.
        let ends: [Int]
    }

    package var lines: [Line] = []
    /// The boxes of what lines end at.
    var boxes: [Int: Rect] = [:]

    /// How often two of the lines cross, not counted where they meet at an end that they share.
    package var crossings: Int {
        let bounds = lines.map { line in
            Rect(
                minX: line.points.map(\.x).min()!, minY: line.points.map(\.y).min()!,
                maxX: line.points.map(\.x).max()!, maxY: line.points.map(\.y).max()!)
        }
        var count = 0
        for one in lines.indices {
            for other in 0..<one
            where bounds[one].minX <= bounds[other].maxX && bounds[other].minX <= bounds[one].maxX
                && bounds[one].minY <= bounds[other].maxY && bounds[other].minY <= bounds[one].maxY
            {
                count += crossings(of: lines[one], lines[other])
            }
        }
        return count
    }

    private func crossings(of one: Line, _ other: Line) -> Int {
        let shared = one.ends.filter { other.ends.contains($0) }.compactMap { boxes[$0]?.expanded(by: 1) }
        var count = 0
        for (from, to) in zip(one.points, one.points.dropFirst()) {
            for (start, end) in zip(other.points, other.points.dropFirst()) {
                guard let point = crossing(from, to, start, end) else { continue }
                let isShared = shared.contains {
                    $0.minX <= point.x && point.x <= $0.maxX && $0.minY <= point.y && point.y <= $0.maxY
                }
                if !isShared { count += 1 }
            }
        }
        return count
    }
}

/// Where two segments cross, each in the inside of the other; nil where they don't.
private func crossing(_ from: Point, _ to: Point, _ start: Point, _ end: Point) -> Point? {
    let (along, beside, apart) = (to - from, end - start, start - from)
    let area = along.x * beside.y - along.y * beside.x
    guard area != 0 else { return nil }
    let first = (apart.x * beside.y - apart.y * beside.x) / area
    let second = (apart.x * along.y - apart.y * along.x) / area
    // A half-open range counts a crossing at a bend once.
    guard (0..<1).contains(first), (0..<1).contains(second) else { return nil }
    return from + along * first
}

/// The graph of a figure with the values of each arrow as a box between its ends, for another engine to lay out.
package struct LabelBoxGraph: Sendable {
    private struct Edge {
        let tail: Int
        let tip: Int
        let line: [Point]
        /// The room of its values; nil where none are written.
        var values: Size?

        mutating func add(_ labels: [Rect]) {
            for label in labels {
                let old = values ?? Size(width: 0, height: 0)
                values = Size(width: max(old.width, label.width), height: old.height + label.height)
            }
        }
    }

    /// The size of each node, with that of ends outside, and the open layer that it stands in.
    private var nodes: [(box: Rect, layer: Int?)]
    private var edges: [Edge] = []

    package init(_ geometry: LayoutGeometry) {
        nodes = geometry.nodes.map { node in
            switch node.outline {
            case .box(let rect): (rect, node.layer)
            case .circle(let center, let radius):
                (Rect(center: center, size: Size(width: 2 * radius, height: 2 * radius)), node.layer)
            }
        }
        var labels = [[Rect]](repeating: [], count: geometry.arrows.count)
        for label in geometry.labels {
            if case .arrow(let arrow) = label.owner { labels[arrow].append(label.bounds) }
        }
        for (index, arrow) in geometry.arrows.enumerated() {
            if arrow.isBackward {
                // It follows its forward arrow.
                edges[edges.count - 1].add(labels[index])
                continue
            }
            let ends = [(arrow.tail, arrow.line[0]), (arrow.tip, arrow.line[arrow.line.count - 1])].map {
                end, point in
                if case .node(let node) = end { return node }
                nodes.append((Rect(center: point, size: Size(width: 1, height: 1)), nil))
                return nodes.count - 1
            }
            edges.append(Edge(tail: ends[0], tip: ends[1], line: arrow.line))
            edges[edges.count - 1].add(labels[index])
        }
    }

    /// How many boxes an engine places for values.
    package var valueCount: Int { edges.count { $0.values != nil } }

    /// The lines as they are drawn in the figure.
    package var drawn: DrawnLines {
        var drawn = DrawnLines()
        for (index, node) in nodes.enumerated() { drawn.boxes[index] = node.box }
        drawn.lines = edges.map { DrawnLines.Line(points: $0.line, ends: [$0.tail, $0.tip]) }
        return drawn
    }

    /// The graph for `dot`, from left to right.
    ///
    /// - Parameter hasClusters: whether the open layers are clusters, which bind it; else it is free.
    package func graph(hasClusters: Bool = false) throws -> Graph {
        let graph = try Graph(name: "g")
        try graph.set("rankdir", "LR")
        func add(_ name: String, _ size: Size) throws {
            try graph.addNode(
                name,
                [
                    "shape": "box", "label": "", "fixedsize": "true", "width": "\(size.width / 72)",
                    "height": "\(size.height / 72)",
                ])
        }
        for (index, node) in nodes.enumerated() {
            try add("n\(index)", Size(width: node.box.width, height: node.box.height))
        }
        for (index, edge) in edges.enumerated() {
            guard let values = edge.values else {
                try graph.addEdge(from: "n\(edge.tail)", to: "n\(edge.tip)", key: "e\(index)", [:])
                continue
            }
            try add("v\(index)", values)
            try graph.addEdge(
                from: "n\(edge.tail)", to: "v\(index)", key: "e\(index)", ["arrowhead": "none"])
            try graph.addEdge(from: "v\(index)", to: "n\(edge.tip)", key: "f\(index)", [:])
        }
        for layer in hasClusters ? Set(nodes.compactMap(\.layer)).sorted() : [] {
            let members = nodes.indices.filter { nodes[$0].layer == layer }.map { "n\($0)" }
            let values = edges.indices.filter { index in
                let edge = edges[index]
                return edge.values != nil && nodes[edge.tail].layer == layer && nodes[edge.tip].layer == layer
            }
            try graph.addSubgraph("cluster\(layer)", nodes: members + values.map { "v\($0)" })
        }
        return graph
    }

    /// The lines as Graphviz's `dot` draws them.
    package func drawnByDot(hasClusters: Bool = false) throws -> DrawnLines {
        let layout = try graph(hasClusters: hasClusters).layOut(engine: "dot")
        var drawn = DrawnLines()
        for node in layout.nodes {
            if node.name.hasPrefix("n"), let index = Int(node.name.dropFirst()) {
                drawn.boxes[index] = node.box
            }
        }
        // The two parts of an edge, before its values and behind.
        var parts: [String: [Point]] = [:]
        for edge in layout.edges {
            guard let key = edge.name.key else { continue }
            parts[key] = edge.splines.flatMap { $0.polyline + [$0.tipAtEnd].compactMap { $0 } }
        }
        drawn.lines = edges.enumerated().map { index, edge in
            DrawnLines.Line(
                points: (parts["e\(index)"] ?? []) + (parts["f\(index)"] ?? []), ends: [edge.tail, edge.tip])
        }
        return drawn
    }
}

extension Graphviz.Layout.Spline {
    /// The curve as straight lines, some for each of its cubic curves.
    fileprivate var polyline: [Point] {
        stride(from: 0, to: points.count - 1, by: 3).reduce(into: [points[0]]) { line, start in
            for step in 1...8 {
                let (part, rest) = (Double(step) / 8, 1 - Double(step) / 8)
                let near = points[start] * (rest * rest * rest) + points[start + 1] * (3 * rest * rest * part)
                let far =
                    points[start + 2] * (3 * rest * part * part) + points[start + 3] * (part * part * part)
                line.append(near + far)
            }
        }
    }
}
