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
}
