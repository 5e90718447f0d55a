import ComputationalGraph
import Corpus
import Gradfig
import Testing

/// Where nodes stand that the lanes share and that give values back to them.
struct SharedNodeTests {
    /// How far each stands from the first row of the first layer, as a part of the way to the last one; below 0 if it stands above.
    private func places(in name: String) throws -> [Double] {
        let template = try #require(Corpus.templates.first { $0.name == name })
        let figure = try #require(try template.drawn(classes: 3, [.values], by: FigureRenderer()).first)
        let nodes = try figure.outcome.get().nodes.filter { $0.layer == 0 && !$0.isJunction }
        let rows = nodes.filter { figure.lanes[$0.id] != nil }.map(\.outline.bounds.center.y)
        let (first, last) = (try #require(rows.min()), try #require(rows.max()))
        return nodes.filter { figure.lanes[$0.id] == nil }.map {
            ($0.outline.bounds.center.y - first) / (last - first)
        }
    }

    @Test func `the sum of a softmax stands above the lanes`() throws {
        let places = try places(in: "softmax with cross entropy")
        #expect(!places.isEmpty && places.allSatisfy { $0 < 0 })
    }

    @Test func `where many other lines run along the lanes, sums stand among them`() throws {
        let places = try places(in: "layer normalization")
        #expect(places.count > 3 && places.allSatisfy { $0 > 0.2 && $0 < 0.8 })
    }

    @Test func `what the upper and the lower half of the rows share stands in the middle of all`() throws {
        let template = try #require(Corpus.templates.first { $0.name == "geometric series" })
        for classes in [2, 4, 5] {
            let figure = try #require(
                try template.drawn(classes: classes, [.forward], by: FigureRenderer()).first)
            let nodes = try figure.outcome.get().nodes.filter { !$0.isJunction }
            let rows = nodes.filter { figure.lanes[$0.id] != nil }.map(\.outline.bounds.center.y)
            let sum = try #require(nodes.max { $0.outline.bounds.center.x < $1.outline.bounds.center.x })
            let middle = (try #require(rows.min()) + rows.max()!) / 2
            #expect(figure.lanes[sum.id] == nil && abs(sum.outline.bounds.center.y - middle) < 0.5)
        }
    }

    @Test func `what enters along a lane stands beside it, whatever the lanes share`() throws {
        let template = try #require(Corpus.templates.first { $0.name == "attention of one query" })
        for classes in [3, 5, 10] {
            let figure = try #require(
                try template.drawn(classes: classes, [.values], by: FigureRenderer()).first)
            let geometry = try figure.outcome.get()
            // The heights at which the key and the value of each lane come in.
            var heights: [ComputationalGraph.IndexValue: [Double]] = [:]
            for arrow in geometry.arrows where arrow.tail == .outside {
                guard case .node(let tip) = arrow.tip, let lane = figure.lanes[geometry.nodes[tip].id] else {
                    continue
                }
                heights[try #require(lane.first), default: []].append(arrow.line[0].y)
            }
            let apart = heights.values.map { $0.max()! - $0.min()! }
            #expect(apart.count == classes && apart.max()! - apart.min()! < 1)
        }
    }

    @Test func `a wire that splits downwards leaves room for the next one, which splits upwards`()
        throws
    {
        let template = try #require(Corpus.templates.first { $0.name == "gates from the mean" })
        for classes in 2...10 {
            let figure = try #require(
                try template.drawn(classes: classes, [.forward], by: FigureRenderer()).first)
            let bars = try figure.outcome.get().nodes.filter(\.isJunction).map(\.outline.bounds)
                .sorted { $0.minY < $1.minY }
            #expect(bars.count == classes && zip(bars, bars.dropFirst()).allSatisfy { $1.minY - $0.maxY > 3 })
        }
    }
}
