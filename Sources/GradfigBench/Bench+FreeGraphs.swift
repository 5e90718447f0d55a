import Corpus
import Gradfig

extension Bench {
    /// Graphs at random, without lanes: the layout of all arrows with their values, set, placed and proven, beside that of
    /// `dot` in the same process, of the same nodes and with the values as boxes of the same sizes.
    func compareFreeGraphs(values: [Int]) throws {
        let renderer = try FigureRenderer()
        print("\nRandom graphs, laid out, in milliseconds")
        print(row(["values", "gradfig", "dot", "ratio", "crossings", "of dot"]))
        for count in values {
            // Most operations have two operands.
            let graph = try Corpus.randomSums(count / 2).graph(classes: 1)
            let figure = Figure(of: graph, id: "bench", title: "bench")
            var layout: FigureLayout!
            let own = try best { layout = try renderer.layout([figure], of: graph) }
            let boxes = LabelBoxGraph(try renderer.geometry(of: figure, in: layout))
            var drawn: DrawnLines!
            let dot = try seconds { drawn = try boxes.drawnByDot() }
            print(
                row([
                    "\(boxes.valueCount)", milliseconds(own), milliseconds(dot), ratio(own, dot),
                    "\(boxes.drawn.crossings)", "\(drawn.crossings)",
                ]))
        }
    }
}
