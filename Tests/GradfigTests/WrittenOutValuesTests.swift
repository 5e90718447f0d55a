import Gradfig
import Testing

/// The numbers of arrays are those of the single values, in their order: as in a graph with lanes, which is derived on its own.
struct WrittenOutValuesTests {
    private static let layers = [
        // Upstream gradients by name, and a gradient with a name.
        """
        index: { k: 1...3 }
        layers:
          - name: Softmax
            input: a_k
            equations: |
              S   = sum_k exp(a_k)
              y_k = exp(a_k) / S
            output: y_k
            upstream: { y_k: g_k }
            gradients: [S]
        """: "{ a_k: [0.5, -1, 2], g_k: [1, 0, -2] }",
        """
        index: { i: 1...4 }
        layers:
          - name: Normalization
            input: [x_i, gamma, beta]
            equations: |
              mu  = mean_i x_i
              d_i = x_i - mu
              s   = sqrt(mean_i d_i^2 + 0.001)
              h_i = d_i / s
              y_i = gamma * h_i + beta
            output: y_i
          - { name: Error, input: [y_i, t_i], constant: t_i, equations: L = sum_i (y_i - t_i)^2 / 2, output: L }
        """: "{ x_i: [1, 2, 4, 0.5], gamma: 2, beta: -1, t_i: [0, 1, 0, 1] }",
        // Rows that differ from columns, and one used twice.
        """
        index: { n: 1...2, d: 1...3, m: 1...2 }
        layers:
          - name: Layer
            input: [x_n_d, w_d_m, b_m]
            equations: |
              y_n_m = sum_d (x_n_d * w_d_m) + b_m
              z_n_m = tanh(y_n_m) * y_n_m
              r_m   = sum_n z_n_m
              L     = sum_m (r_m * r_m)
            output: L
        """:
            "{ x_n_d: [[1, 2, -1], [0.5, -0.25, 3]], w_d_m: [[1, 0], [-1, 0.5], [0.25, 2]], b_m: [0.1, -0.2] }",
    ]

    private static let names = [
        ["exp(a_k) -> S", "exp(a_k)", "S", "y_k", "a_k"],
        ["x_i", "d_i", "mu", "s", "h_i", "gamma", "beta", "y_i", "d_i^2"],
        ["y_n_m", "z_n_m", "r_m", "w_d_m", "b_m"],
    ]

    @Test(arguments: zip(layers.keys.sorted(), [names[1], names[0], names[2]]))
    func `all values of an index, as one and as lanes`(layers: String, names: [String]) throws {
        let numbers = try #require(Self.layers[layers])
        func set(_ figure: String) throws -> FigureSet {
            try FigureSet(
                SourceText(
                    "title: T\n\(layers)\nfigures: [{ id: f, title: T, backward: all, \(figure)at: \(numbers) }]",
                    name: "net.yaml"))
        }
        let lanes = try set("")
        let graph = try lanes.graph(of: lanes.figures[0])
        let expected = try #require(lanes.figures[0].numbers).numbers
        let index = layers.contains("n_d") ? "lanes: [m], " : "lanes: none, "
        let rolledUp = try set(index)
        let shown = try rolledUp.graph(of: rolledUp.figures[0])
        let actual = try #require(rolledUp.figures[0].numbers)
        for name in names {
            func total(_ graph: ComputationalGraph) throws -> [[Int]] {
                let edges = try graph.edges(matching: SourceSlice(name))
                let sources = edges.map { graph.edges[$0].source }
                return Set(sources).sorted().map { source in edges.filter { graph.edges[$0].source == source } }
            }
            let singles = try total(graph)
            let arrays = try total(shown)
            func texts(_ value: ([Int], ComputationalGraph) -> Numbers.Value) throws -> (
                single: [String], array: [String]
            ) {
                (
                    singles.map {
                        expected.number(value($0, graph)).map(NumberFormat(digits: 12).plain) ?? "none"
                    },
                    try arrays.flatMap { edges in
                        try actual.array(of: value(edges, shown), called: name).values
                            .map { $0.map(NumberFormat(digits: 12).plain) ?? "none" }
                    }
                )
            }
            let forward = try texts { .node($1.edges[$0[0]].source) }
            let backward = try texts { edges, _ in .gradient(edges) }
            #expect(forward.single.sorted() == forward.array.sorted(), "\(name)")
            #expect(backward.single.sorted() == backward.array.sorted(), "\(name)")
            if arrays.count == 1 {
                #expect(forward.single == forward.array, "\(name)")
                #expect(backward.single == backward.array, "\(name)")
            }
        }
    }
}
