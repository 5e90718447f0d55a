import ComputationalGraph
import Corpus
import Gradfig
import Layout
import Scene
import Testing

/// Values of two indices: rows of one, in groups of the other.
struct GridTests {
    /// Of 2 and 3 values of each.
    private static let figures = Result {
        let renderer = try FigureRenderer()
        return try [2, 3].flatMap { count in
            try Corpus.grids(count).flatMap { template in
                try [2, 3].flatMap { classes in
                    try template.drawn(classes: classes, [.forward, .values], by: renderer)
                }
            }
        }
    }

    /// An operation that is there once in each lane.
    private struct Operation: Hashable {
        let name: String
        let axes: [String]
    }

    /// Where the operations stand, by their lanes.
    private func places(in figure: DrawnFigure) throws -> [Operation: [[Int]: Point]] {
        try figure.outcome.get().nodes.reduce(into: [:]) { places, node in
            guard let lane = figure.lanes[node.id] else { return }
            let operation = Operation(name: node.id.replacing(/_\d+/, with: ""), axes: lane.map(\.index))
            places[operation, default: [:]][lane.map(\.value)] = node.center
        }
    }

    /// From each value of an axis to the next, the way between what is alike otherwise.
    private func steps(_ places: [[Int]: Point], along axis: Int) -> [Point] {
        places.compactMap { lane, place in
            var next = lane
            next[axis] += 1
            return places[next].map { $0 - place }
        }
    }

    /// The ways from row to row, and from group to group, of what has both indices.
    private func steps(in figure: DrawnFigure) throws -> (rows: [Point], groups: [Point], outer: String)? {
        let full = try places(in: figure).filter { $0.key.axes.count == 2 }
        guard let axes = full.keys.first?.axes else { return nil }
        let steps = [0, 1].map { axis in full.values.flatMap { self.steps($0, along: axis) } }
        let outer = steps[0][0].y > steps[1][0].y ? 0 : 1
        return (steps[1 - outer], steps[outer], axes[outer])
    }

    @Test func `every figure is drawn`() throws {
        let figures = try Self.figures.get()
        #expect(figures.count > 40)
        let refused = figures.filter { (try? $0.outcome.get()) == nil }.map(\.name)
        #expect(refused == [])
        #expect(try figures.filter { try steps(in: $0) != nil }.count > 30)
    }

    @Test func `a product of eight by eight values is drawn with its lanes`() throws {
        let template = try #require(Corpus.grids(8).first { $0.name == "affine by elements" })
        let figures = try template.drawn(classes: 8, [.values], by: FigureRenderer())
        #expect(try figures.map { try steps(in: $0)?.rows.count } == [56])
    }

    @Test func `rows are evenly spaced, and groups a little further apart`() throws {
        for figure in try Self.figures.get() {
            guard let (rows, groups, outer) = try steps(in: figure) else { continue }
            #expect(rows.allSatisfy { isEqual($0, rows[0]) && $0.x == 0 && $0.y > 0 }, "\(figure.name)")
            #expect(groups.allSatisfy { isEqual($0, groups[0]) && $0.x == 0 }, "\(figure.name)")
            let values = figure.lanes.values.joined().filter { $0.index != outer }.map(\.value)
            #expect(groups[0].y > rows[0].y * (Double(try #require(values.max())) + 0.25), "\(figure.name)")
        }
    }

    @Test func `groups are alike`() throws {
        for figure in try Self.figures.get() {
            guard let (_, groups, outer) = try steps(in: figure) else { continue }
            for (operation, places) in try places(in: figure) {
                guard let axis = operation.axes.firstIndex(of: outer) else { continue }
                let ways = steps(places, along: axis)
                #expect(ways.allSatisfy { isEqual($0, groups[0]) }, "\(figure.name): \(operation.name)")
            }
        }
    }

    @Test func `arrows along a lane are level`() throws {
        for figure in try Self.figures.get() {
            let unlevel = try figure.outcome.get().unlevelArrows { figure.lanes[$0] ?? [] }
            #expect(unlevel.isEmpty, "\(figure.name)")
        }
    }

    @Test func `what is summed up over an index stands in rows of it`() throws {
        let outer = [
            "affine by elements": "j", "batch normalization of features": "j", "softmax of rows": "n",
        ]
        for figure in try Self.figures.get() {
            guard let expected = outer[figure.template] else { continue }
            #expect(try steps(in: figure)?.outer == expected, "\(figure.name)")
        }
    }

    @Test func `rows that hold fewer others than most take less room`() throws {
        let figures = try Corpus.convolution.drawn(classes: 2, [.values], by: FigureRenderer())
        let nodes = try #require(figures.first).outcome.get().nodes
        let products = nodes.filter { $0.text == "×" }.map(\.center.y).sorted()
        let steps = zip(products, products.dropFirst()).map { $1 - $0 }
        // From one group to the next it isn't as far as past a row that is empty, and the figure is its own mirror image.
        #expect(steps.count == 3 && steps[0] > steps[1] && steps[0] < 2 * steps[1])
        #expect(abs(steps[0] - steps[2]) < 0.001)
    }

    @Test func `what comes to upper rows from below and to lower ones from above crosses nothing on its way`()
        throws
    {
        // Only the ways to the sums cross, and those of one input those of the other.
        let affine = try #require(Corpus.grids(2).first { $0.name == "affine by elements" })
        for (template, crossings) in [(Corpus.convolution, 1), (affine, 3)] {
            let figures = try template.drawn(classes: 2, [.values], by: FigureRenderer())
            #expect(try figures.map { LabelBoxGraph(try $0.outcome.get()).drawn.crossings } == [crossings])
        }
    }

    private func isEqual(_ one: Point, _ other: Point) -> Bool { (one - other).length < 0.001 }
}

extension LayoutGeometry.Node {
    fileprivate var center: Point {
        switch outline {
        case .circle(let center, _): center
        case .box(let rect): rect.center
        }
    }
}
