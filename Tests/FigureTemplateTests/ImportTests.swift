import ComputationalGraph
import Diagnostics
import FigureTemplate
import Testing

/// Layers of other templates are used under other names.
struct ImportTests {
    /// Templates by the paths that they are asked for by.
    private static let texts = [
        "dense": """
        title: Dense layer
        index: { i: 1...3, k: 1...3 }
        layers:
          - name: Dense
            input: [x_i, w_i_k, b_k]
            equations: |
              s_k = sum_i (x_i * w_ik)
              y_k = s_k + b_k
            output: y_k
        """,
        "swish": """
        title: Swish
        functions: swish(x) = x * sigmoid(x)
        names: { x_in: x, x_out: '\\hat{x}' }
        layers:
          - { name: Swish, input: x_in, equations: x_out = swish(x_in), output: x_out }
        """,
        "affine": """
        title: Affine
        shapes: { X: [N, D], W: [D, M], b: [M] }
        layers: [{ name: Affine, input: [X, W, b], equations: Y = X @ W + b, output: Y }]
        """,
        "loss": """
        title: Loss
        shapes: { A: [N, C], T: [N, C] }
        layers:
          - name: Loss
            input: [A, T]
            constant: T
            assume: sum_c T_n_c = 1
            equations: |
              P = softmax(A)
              L = -sum(T * log(P)) / N
            output: L
        """,
        "circle": "{ title: A, import: b, layers: [{ name: A, input: x, equations: y = x, output: y }] }",
        "b": "{ title: B, import: circle, layers: [{ name: B, input: x, equations: y = x, output: y }] }",
    ]

    private static let reader: ImportReader = { path, source in
        guard let text = texts[path] else {
            throw SourceSlice(source, 0..<0).error("there is no template ‘\(path)’")
        }
        return SourceText(text, name: "\(path).yaml")
    }

    private func template(_ text: String) throws -> Template {
        try Template(SourceText(text, name: "net.yaml"), reader: Self.reader)
    }

    private let network = """
        title: Two dense layers
        import: [dense, swish]
        index: { i: 1...2, j: 1...3, m: 1...2 }
        layers:
          - { name: First, use: Dense, input: { w_i_k: v_i_j, b_k: c_j }, output: { y_k: h_j } }
          - { name: Second, use: Dense, input: { x_i: h_j, w_i_k: u_j_m, b_k: d_m }, output: { y_k: z_m } }
          - { name: Loss, input: z_m, equations: L = sum_m swish(z_m), output: L }
        """

    /// The same network with all layers written out has the same values.
    @Test func `used layers are as if they were written there`() throws {
        let written = """
            title: Two dense layers
            index: { i: 1...2, j: 1...3, m: 1...2 }
            layers:
              - name: First
                input: [x_i, v_i_j, c_j]
                equations: |
                  s_j = sum_i (x_i * v_i_j)
                  h_j = s_j + c_j
                output: h_j
              - name: Second
                input: [h_j, u_j_m, d_m]
                equations: |
                  s2_m = sum_j (h_j * u_j_m)
                  z_m = s2_m + d_m
                output: z_m
              - { name: Loss, input: z_m, equations: L = sum_m (z_m * sigmoid(z_m)), output: L }
            """
        let graphs = try [network, written].map { try ComputationalGraph(template($0).model) }
        #expect(graphs[0].model.layers.map(\.name) == ["First", "Second", "Loss"])
        for (used, written) in zip(graphs[0].edges, graphs[1].edges) {
            #expect(used.forward == written.forward)
            #expect(used.backward == written.backward)
        }
        #expect(graphs[0].edges.count == graphs[1].edges.count)
    }

    @Test func `a figure is made from all texts`() throws {
        let template = try template(network)
        #expect(template.inputs == ["net.yaml", "dense.yaml", "swish.yaml"])
        let own = try self.template(network.replacing("import: [dense, swish]", with: "import: [swish, dense]"))
        #expect(template.content != own.content)
        #expect(try template.reread(classes: .number(3), language: nil).model.indices[0].range == 1...3)
    }

    @Test(
        arguments: [
            (
                "import: circle",
                """
                b.yaml:1:21: error: templates import each other in a circle: circle.yaml → b.yaml → circle.yaml
                    { title: B, import: circle, layers: [{ name: B, input: x, equations: y = x, output: y }] }
                                        ^~~~~~
                """
            ),
            (
                "import: dens",
                """
                net.yaml:1:1: error: there is no template ‘dens’
                    title: Net
                    ^
                """
            ),
            (
                "import: dense\nlayers: [{ use: Dens }]",
                """
                net.yaml:3:17: error: no imported template has a layer ‘Dens’
                    layers: [{ use: Dens }]
                                    ^~~~
                did you mean ‘Dense’?
                """
            ),
            (
                "layers: [{ use: Dense }]",
                """
                net.yaml:2:17: error: no imported template has a layer ‘Dense’
                    layers: [{ use: Dense }]
                                    ^~~~~
                import one, as in ‘import: affine.yaml’
                """
            ),
            (
                "import: dense\nlayers: [{ use: Dense, input: { v: x } }]",
                """
                net.yaml:3:33: error: ‘v’ is no input of the used layer
                    layers: [{ use: Dense, input: { v: x } }]
                                                    ^
                it has x_i, w_i_k, b_k
                """
            ),
            (
                "import: dense\nlayers: [{ use: Dense, input: { x_i: h } }]",
                """
                net.yaml:3:38: error: ‘x_i’ can’t be ‘h’: it has one index
                    layers: [{ use: Dense, input: { x_i: h } }]
                                                         ^
                write both with their indices, as in ‘{ x_i: h_j }’
                """
            ),
            (
                "import: dense\nlayers: [{ use: Dense, equations: y = x }]",
                """
                net.yaml:3:35: error: ‘equations’ is what the used layer says; it can’t be said again
                    layers: [{ use: Dense, equations: y = x }]
                                                      ^~~~~
                """
            ),
            (
                // Both would define y_k.
                """
                import: dense
                layers:
                  - { name: First, use: Dense }
                  - { name: Second, use: Dense, input: { x_i: v_i } }
                """,
                """
                net.yaml:5:26: error: ‘y’ is defined by the layer ‘First’ already
                      - { name: Second, use: Dense, input: { x_i: v_i } }
                                             ^~~~~
                say what is called so in that layer, as in ‘output: { y_k: y2_k }’
                """
            ),
            (
                """
                import: dense
                layers:
                  - { use: Dense }
                  - { use: Dense, input: { x_i: y_i }, output: { y_k: z_k } }
                """,
                """
                net.yaml:5:12: error: there are two layers ‘Dense’
                      - { use: Dense, input: { x_i: y_i }, output: { y_k: z_k } }
                               ^~~~~
                give each a name of its own, as in ‘name: Dense 2’
                """
            ),
        ])
    func `what can't be used is told`(text: String, expected: String) {
        let layers =
            text.contains("layers") ? "" : "\nlayers: [{ name: A, input: x, equations: y = x, output: y }]"
        #expect(message { _ = try template("title: Net\n" + text + layers) } == expected)
    }

    /// An error in an imported layer is told in its own file.
    @Test func `errors are told where they are`() {
        let reader: ImportReader = { _, _ in
            SourceText(
                "title: A\nlayers:\n  - { name: A, input: x, equations: y = sun(x), output: y }", name: "a.yaml"
            )
        }
        let text = "{ title: Net, import: a, layers: [{ use: A, input: { x: z } }] }"
        #expect(
            message {
                let template = try Template(SourceText(text, name: "net.yaml"), reader: reader)
                _ = try ComputationalGraph(template.model)
            } == """
                a.yaml:3:41: error: unknown function ‘sun’
                      - { name: A, input: x, equations: y = sun(x), output: y }
                                                            ^~~
                did you mean ‘sin’?
                """)
    }

    /// The excerpt is the text of the file, whatever the name is that the network has.
    @Test func `an error at a name that is called otherwise here`() {
        let reader: ImportReader = { _, _ in
            SourceText(
                "title: A\nlayers:\n  - { name: A, input: [x, y_b], equations: z = 2*x + y_b + q, output: z }",
                name: "a.yaml")
        }
        let text = "{ title: Net, import: a, layers: [{ use: A, input: { x: long, y_b: v } }] }"
        #expect(
            message {
                let template = try Template(SourceText(text, name: "net.yaml"), reader: reader)
                _ = try ComputationalGraph(template.model)
            } == """
                a.yaml:3:60: error: ‘q’ is not defined
                      - { name: A, input: [x, y_b], equations: z = 2*x + y_b + q, output: z }
                                                                               ^
                """)
    }

    /// Of a used layer's arrays the lengths are those that they have here: T, which is not said to have a shape, is as A is.
    @Test(arguments: [
        ("[B, F]", "[F, H]", "[H, K]", "B", "K"), ("[N, D]", "[D, H]", "[H, E]", "N", "E"),
        ("[8, 5]", "[5, 4]", "[4, 3]", "8", "3"), ("[N, 2]", "[2, D]", "[D, 2]", "N", "2"),
        ("[C, N]", "[N, M]", "[M, D]", "C", "D"),
    ])
    func `lengths are those of the network`(
        input: String, first: String, second: String, rows: String, classes: String
    ) throws {
        let text = """
            title: Net
            import: [affine, loss]
            shapes: { Z: \(input), W_1: \(first), W_2: \(second) }
            layers:
              - { name: First, use: Affine, input: { X: Z, W: W_1, b: b_1 }, output: { Y: A_1 } }
              - { name: Rectifier, input: A_1, equations: A_2 = relu(A_1), output: A_2 }
              - { name: Second, use: Affine, input: { X: A_2, W: W_2, b: b_2 }, output: { Y: A } }
              - { name: Loss, use: Loss }
            """
        let template = try template(text)
        let shapes = template.model.shapes.map { "\($0.name.trimmed.text)\($0.lengths.map(\.trimmed.text))" }
        #expect(shapes.contains("T[\"\(rows)\", \"\(classes)\"]"))
        let graph = try ComputationalGraph(template.model)
        #expect(graph.edges.first { $0.forward.plain == "A" }?.backward?.plain == "(P-T)/\(rows)")
    }
}
