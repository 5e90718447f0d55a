import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Formulas of whole arrays.
struct ArrayNotationTests {
    private func model(
        _ shapes: [(SourceSlice, [SourceSlice])], constants: [SourceSlice] = [], _ equations: SourceSlice,
        output: SourceSlice = "Y", upstream: SourceSlice? = "G", inputs: [SourceSlice] = []
    ) -> Model {
        Model(
            shapes: shapes.map { Model.Shape($0, $1) },
            layers: [
                Layer(
                    "layer", inputs: shapes.map(\.0) + inputs, constants: constants, equations: equations,
                    outputs: [output],
                    upstream: upstream.map { [Layer.NamedGradient(output, name: $0)] } ?? [])
            ])
    }

    private let affine: [(SourceSlice, [SourceSlice])] = [("X", ["N", "D"]), ("W", ["D", "M"]), ("b", ["M"])]

    @Test func `an affine layer of a batch`() throws {
        let graph = try ComputationalGraph(model(affine, "Y = X @ W + b"))
        #expect(
            graph.lines == [
                "X → product_n_m: X, G@W'", "W → product_n_m: W, X'@G", "product_n_m → sum_n_m: X@W, G",
                "b → sum_n_m: b, sum_n G_n", "sum_n_m → Y: Y, G",
            ])
    }

    /// Where formulas have vectors on the right side of a matrix, as columns, gradients have them there, too.
    @Test func `vectors are columns, or rows`() throws {
        let columns = try ComputationalGraph(
            model([("F", ["D", "D"]), ("x", ["D"])], "Y = tanh(F @ x)", upstream: nil))
        #expect(columns.gradient("x") == ["F'@((d L / d Y)*(1-Y*Y))"])
        #expect(columns.gradient("F") == ["((d L / d Y)*(1-Y*Y))@x'"])
        let form = try ComputationalGraph(model([("w", ["D"]), ("C", ["D", "D"])], "Y = w' @ C @ w"))
        #expect(form.gradient("w") == ["G*(C@w)", "G*(C'@w)"])
        let rows = try ComputationalGraph(model([("x", ["D"]), ("W", ["D", "M"])], "Y = x @ W"))
        #expect(rows.gradient("x") == ["W@G"])
        let squares = try ComputationalGraph(
            model([("X", ["N", "D"]), ("w", ["D"]), ("y", ["N"])], "e = X @ w - y\nY = e' @ e", upstream: nil))
        #expect(squares.gradient("w") == ["2*(X'@e)"])
    }

    @Test func `the same with indices is the same network`() throws {
        let arrays = try ComputationalGraph(model(affine, "Y = X @ W + b").rolledUp([]).withCounts([2]))
        let indices = Model(
            indices: [.init("n", 1...2), .init("d", 1...2), .init("m", 1...2)],
            layers: [
                Layer(
                    "layer", inputs: ["X_n_d", "W_d_m", "b_m"],
                    equations: "Y_n_m = sum_d (X_n_d * W_d_m) + b_m", outputs: ["Y_n_m"],
                    upstream: [Layer.NamedGradient("Y_n_m", name: "G_n_m")])
            ])
        let expected = try ComputationalGraph(indices)
        #expect(
            arrays.edges.map(\.forward.plain).sorted() == expected.edges.map(\.forward.plain).sorted())
        #expect(
            arrays.edges.map { $0.backward?.plain ?? "" }.sorted()
                == expected.edges.map { $0.backward?.plain ?? "" }.sorted())
    }

    @Test(arguments: [
        // Vectors, as numbers in a row or in a column.
        ([("x", ["D"]), ("W", ["D", "M"])], "Y = x @ W", "W@G, x@G'"),
        ([("W", ["M", "D"]), ("x", ["D"])], "Y = W @ x", "G@x', W'@G"),
        ([("Q", ["N", "D"]), ("K", ["M", "D"])], "Y = Q @ K'", "G@K, G'@Q"),
        ([("A", ["N", "D"]), ("B", ["D", "D"])], "Y = A @ B @ B'", "G@B@B', G'@A@B+A'@G@B"),
        ([("A", ["N", "D"]), ("B", ["N", "D"])], "Y = A * B", "G*B, G*A"),
        ([("A", ["N", "D"])], "Y = tanh(A)", "G*(1-Y*Y)"),
        ([("A", ["N", "D"])], "Y = A' * 2", "2*G'"),
        // A vector on the left side is a row, whether or not that is written.
        ([("A", ["N", "D"]), ("x", ["N"])], "Y = x' @ A", "x@G', A@G"),
        (
            [("A", ["N", "D"]), ("x", ["N"]), ("y", ["D"])], "Y = 2 * x' @ A @ y",
            "2*G*(x@y'), 2*G*(A@y), 2*G*(A'@x)"
        ),
        // A vector between two matrices: what is multiplied first makes a difference.
        (
            [("A", ["N", "D"]), ("x", ["K"]), ("B", ["K", "D"])], "Y = A @ (x @ B)",
            "G@(x@B)', B@(G@A), x@(G@A)'"
        ),
    ]) func `gradients`(shapes: [(String, [String])], equation: String, expected: String) throws {
        let graph = try ComputationalGraph(
            model(
                shapes.map { (SourceSlice($0), $1.map { SourceSlice($0) }) }, SourceSlice(equation)))
        let gradients = try shapes.map { name, _ in
            let node = try #require(graph.nodes.firstIndex { $0.id == name })
            let edges = graph.edges.indices.filter { graph.edges[$0].source == node }
            return try graph.gradient(along: edges)?.plain ?? "none"
        }
        #expect(gradients.joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        (
            "Y = X @ b",
            """
            <formula>:1:5: error: these shapes do not fit: ‘X’ is N × D, ‘b’ is M
                Y = X @ b
                    ^~~~~
            ‘X’ gets its shape in line 1, ‘b’ in line 1
            """
        ),
        (
            "Y = X * (X @ W)' + W",
            """
            <formula>:1:5: error: these shapes do not fit: ‘X’ is N × D, ‘(X @ W)'’ is M × N
                Y = X * (X @ W)' + W
                    ^~~~~~~~~~~~
            ‘X’ gets its shape in line 1, ‘W’ in line 1
            """
        ),
        (
            "Y = X / norm(X)",
            """
            <formula>:1:5: error: these shapes do not fit: ‘X’ is N × D, ‘norm(X)’ is N
                Y = X / norm(X)
                    ^~~~~~~~~~~
            what is for each row is written with indices, as in ‘Y_n_d = X_n_d / s_n’
            """
        ),
        (
            "Y = X * W",
            """
            <formula>:1:5: error: these shapes do not fit: ‘X’ is N × D, ‘W’ is D × M
                Y = X * W
                    ^~~~~
            the product of matrices is ‘X @ W’
            """
        ),
        (
            "Y = W @ (2 * X)",
            """
            <formula>:1:5: error: these shapes do not fit: ‘W’ is D × M, ‘2 * X’ is N × D
                Y = W @ (2 * X)
                    ^~~~~~~~~~
            ‘W’ gets its shape in line 1, ‘X’ in line 1
            """
        ),
        (
            "Y = W @ W",
            """
            <formula>:1:5: error: these shapes do not fit: ‘W’ is D × M, ‘W’ is D × M
                Y = W @ W
                    ^~~~~
            write ‘W @ W'’
            """
        ),
        (
            "Y = X + X'",
            """
            <formula>:1:5: error: these shapes do not fit: ‘X’ is N × D, ‘X'’ is D × N
                Y = X + X'
                    ^~~~~~
            write ‘X + X’
            """
        ),
        (
            "Y = X @ W * b'",
            """
            <formula>:1:13: error: ‘b’ is M: only a matrix has a transpose
                Y = X @ W * b'
                            ^~
            a vector has one in products: ‘x' @ y’ is a number, ‘x @ y'’ a matrix
            """
        ),
        (
            "Y_n = X @ W + b",
            """
            <formula>:1:7: error: this is N × M, but ‘Y_n’ is a single value
                Y_n = X @ W + b
                      ^~~~~~~~~
            leave its indices out, or write those of the right side
            """
        ),
        (
            "Y_n = sum_m (X @ W)",
            """
            <formula>:1:7: error: this is N, but ‘Y_n’ is a single value
                Y_n = sum_m (X @ W)
                      ^~~~~~~~~~~~~
            leave its indices out, or write those of the right side
            """
        ),
        (
            "W = X @ W + b",
            """
            <formula>:1:1: error: ‘W’ is declared as D × M in line 1, but is N × M here
                W = X @ W + b
                ^
            """
        ),
    ]) func `shapes that do not fit are told`(equation: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(model(affine, SourceSlice(equation)))
        }
        #expect("\(error!)" == expected)
    }

    @Test func `an array without a shape is told`() {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(layer(inputs: ["x", "w"], "L = x @ w"))
        }
        #expect(
            "\(error!)" == """
                <formula>:1:5: error: this is done to matrices, but there are none here
                    L = x @ w
                        ^~~~~
                declare them, as in ‘shapes: { X: [N, D] }’
                """)
    }

    @Test func `what is assumed of an array holds of each of its values`() throws {
        var positive = model([("X", ["N", "D"])], "Y = log(X^2)")
        positive.layers[0].assumptions = ["X > 0"]
        let graph = try ComputationalGraph(positive)
        #expect(graph.lines.contains("X → power_n_d: X, 2*G_n_d/X_n_d"), "\(graph.lines)")
    }

    /// d_k is a length, not the k-th of some, and n has another index than n.
    @Test func `lengths have words below them, and small letters`() throws {
        let graph = try ComputationalGraph(
            model([("Q", ["n", "d_k"]), ("K", ["m", "d_k"])], "Y = Q @ K' / sqrt(d_k)"))
        #expect(
            graph.lines == [
                "Q → product_i_j: Q, G@K/sqrt(d_k)", "K → product_i_j: K, G'@Q/sqrt(d_k)",
                "constant → sqrt: d_k",
                "product_i_j → quotient_i_j: Q@K', G/sqrt(d_k)", "sqrt → quotient_i_j: sqrt(d_k)",
                "quotient_i_j → Y: Y, G",
            ])
        #expect(graph.nodes.first { $0.id == "Q" }?.shape == ["n", "d_k"])
    }

    @Test func `of an array of T values T is the transpose of a matrix, and the power of a number`() throws {
        let graph = try ComputationalGraph(
            model([("X", ["T", "D"])], "Y = gamma^T * X @ X^T", inputs: ["gamma"]))
        #expect(graph.gradient("X") == ["gamma^T*(G@X)", "gamma^T*(G'@X)"])
    }

    /// w is a column of one, as many write it.
    @Test func `an axis of one value is an axis`() throws {
        let graph = try ComputationalGraph(
            model([("X", ["N", "D"]), ("w", ["D", "1"]), ("y", ["N", "1"])], "r = X @ w - y\nY = r^2"))
        #expect(graph.gradient("X") == ["2*((G*r)@w')"])
        #expect(graph.gradient("w") == ["2*(X'@(G*r))"])
        #expect(graph.gradient("y") == ["-2*(G*r)"])
    }

    /// Of what an array can't say without turning it, it is said with indices.
    @Test func `sums along the last axis, and values for each row, have indices`() throws {
        let norm = try ComputationalGraph(model([("X", ["N", "D"])], "Y = norm(X)"))
        #expect(norm.gradient("X") == ["G_n*X_n_d/Y_n"])
        #expect(norm.lines.contains { $0.contains(": sum_d (X_n_d^2), ") }, "\(norm.lines)")
        let weighted = try ComputationalGraph(
            model(
                [("A", ["N", "E"]), ("F", ["N", "E"])], "Y_n = sum_e (A_n_e * F_n_e)", output: "Y_n",
                upstream: nil))
        #expect(weighted.gradient("A") == ["(d L / d Y_n)*F_n_e"])
    }

    @Test func `a vector on the left side of a matrix is transposed where it is written so`() throws {
        let form = try ComputationalGraph(model([("x", ["D"]), ("W", ["D", "M"])], "z = x' @ W\nY = tanh(z)"))
        #expect(form.lines.contains { $0.hasPrefix("product_m → tanh_m: x'@W, ") || $0.contains(": z, ") })
        #expect(form.gradient("x") == ["W@(G*(1-Y*Y))"])
    }

    /// The hidden values of a network are called H, and so is their number.
    @Test func `a length is called as an array is, where no value has it`() throws {
        let shapes: [(SourceSlice, [SourceSlice])] = [
            ("X", ["N", "D"]), ("W", ["D", "H"]), ("V", ["H", "M"]),
        ]
        let graph = try ComputationalGraph(model(shapes, "H = relu(X @ W)\nY = H @ V"))
        #expect(graph.gradient("V") == ["H'@G"])
        // What comes back to c is H times as much.
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(
                model(
                    shapes, "H = relu(X @ W)\nY = sum(H @ V) + sum(tanh(W) + c)", upstream: nil, inputs: ["c"]))
        }
        #expect("\(error!)".contains("‘H’ is a value of the model already"))
    }

    @Test func `a length is no value as well`() {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(model([("X", ["N"])], "Y = X / N", inputs: ["N"]))
        }
        #expect(
            "\(error!)" == """
                <formula>:1:1: error: ‘N’ is a value of the model already; it can’t be the number of values of ‘n’ as well
                    N
                    ^
                give one of them another name
                """)
    }

    @Test func `a transpose is no other name for its matrix`() throws {
        let graph = try ComputationalGraph(model([("B", ["N", "D"])], "C = B'\nY = C * 2"))
        #expect(!graph.definitions.contains { $0.symbol.name == "C" })
        #expect(graph.lines.first == "B → product_d_n: B, 2*G'")
    }

    @Test func `a part of a network knows the shapes of what it takes`() throws {
        let whole = Model(
            shapes: [Model.Shape("X", ["N", "D"]), Model.Shape("W", ["D", "M"])],
            layers: [
                Layer("first", inputs: ["X", "W"], equations: "A = X @ W", outputs: ["A"]),
                Layer("second", inputs: ["A"], equations: "Y = tanh(A)", outputs: ["Y"]),
            ])
        let part = try ComputationalGraph(ComputationalGraph(whole).excerpt(of: [1]))
        #expect(part.lines == ["A → tanh_n_m: A, (d L / d Y)*(1-Y*Y)", "tanh_n_m → Y: Y, d L / d Y"])
    }

    /// A and A_1 are arrays, each with its shape, where a 1 below A could be a row of it.
    @Test func `of two arrays one may be called as the other is, with a number below`() throws {
        let layers = [
            Layer("first", inputs: ["X", "W_1"], equations: "A_1 = X @ W_1", outputs: ["A_1"]),
            Layer("rectifier", inputs: ["A_1"], equations: "Z = relu(A_1)", outputs: ["Z"]),
            Layer("second", inputs: ["Z", "W_2"], equations: "A = Z @ W_2", outputs: ["A"]),
        ]
        let shapes = [
            Model.Shape("X", ["N", "D"]), Model.Shape("W_1", ["D", "H"]), Model.Shape("W_2", ["H", "M"]),
        ]
        let whole = try ComputationalGraph(Model(shapes: shapes, layers: layers))
        let inferred = [Model.Shape("A_1", ["N", "H"]), Model.Shape("A", ["N", "M"])]
        #expect(try ComputationalGraph(Model(shapes: shapes + inferred, layers: layers)).lines == whole.lines)
        #expect(try ComputationalGraph(whole.excerpt(of: [0, 1, 2])).lines == whole.lines)
        #expect(
            try ComputationalGraph(whole.excerpt(of: [1])).lines == [
                "A_1 → relu_n_h: A_1, (d L / d Z)*[A_1>0]", "relu_n_h → Z: Z, d L / d Z",
            ])
    }

    /// The index of an axis of length K is k.
    @Test func `what has a shape may be called as an axis`() throws {
        let model = Model(
            shapes: [Model.Shape("X", ["N", "D"]), Model.Shape("W_k", ["D", "K"])],
            layers: [
                Layer("keys", inputs: ["X", "W_k"], equations: "Y = X @ W_k / sqrt(K)", outputs: ["Y"]),
                Layer("tanh", inputs: ["Y"], equations: "Z = tanh(Y)", outputs: ["Z"]),
            ])
        let graph = try ComputationalGraph(model)
        #expect(try ComputationalGraph(graph.excerpt(of: [0, 1])).lines == graph.lines)
    }

    /// Each axis has an index of its own, also where two have one length.
    @Test func `attention`() throws {
        var attention = model(
            [("Q", ["N", "D"]), ("K", ["N", "D"]), ("V", ["N", "D"])],
            """
            E   = exp(Q @ K')
            Z_i = sum_j E_i_j
            P_i_j = E_i_j / Z_i
            O = P @ V
            """, output: "O", upstream: nil)
        attention = Model(
            indices: [.init("i", 1...3, last: "N"), .init("j", 1...3, last: "N")], shapes: attention.shapes,
            layers: attention.layers)
        let lines = try ComputationalGraph(attention).lines
        #expect(lines.contains("V → product2_i_d: V, P'@(d L / d O)"), "\(lines)")
        #expect(
            lines.contains(
                "product_i_j → exp_i_j: Q@K', E_i_j*(d L / d Z_i+sum_d ((d L / d O_i_d)*V_j_d)/Z_i)"),
            "\(lines)")
    }
}

/// What hostile formulas of arrays found.
extension ArrayNotationTests {
    private func graph(_ shapes: [Model.Shape], _ equations: SourceSlice, output: SourceSlice = "Y") throws
        -> ComputationalGraph
    {
        try ComputationalGraph(
            Model(
                shapes: shapes,
                layers: [
                    Layer(
                        "layer", inputs: shapes.map(\.name), equations: equations, outputs: [output],
                        upstream: [Layer.NamedGradient(output, name: "G")])
                ]))
    }

    /// A(xB) is not (Ax)B.
    @Test func `a vector between matrices keeps its brackets`() throws {
        let graph = try graph(
            [.init("A", ["M", "D"]), .init("x", ["N"]), .init("B", ["N", "D"])], "Y = A @ (x @ B)")
        #expect(graph.definitions.map(\.value.plain) == ["A@(x@B)"])
        #expect(graph.lines.contains("x → product_d: x, B@(G@A)"), "\(graph.lines)")
    }

    @Test func `the value of a transposed formula has the shape of the whole`() throws {
        let graph = try graph([.init("A", ["N", "D"]), .init("B", ["D", "M"])], "Y = (A @ B)'")
        #expect(graph.definitions.map(\.value.plain) == ["B'@A'"])
        let node = try #require(graph.nodes.first { $0.isMatrixProduct })
        #expect(node.shape == ["M", "N"])
        #expect(node.value.plain == "Y")
    }

    @Test func `single values and axes that are taken both ways are proven`() throws {
        let single = try graph([.init("X", ["1", "1"]), .init("W", ["1", "1"])], "Y = X @ W")
        #expect(single.lines.first == "X → product_i_j: X, G@W'")
        let both = try graph([.init("A", ["N", "N"]), .init("b", ["N"])], "Y = A * b + A' * b")
        #expect(both.lines.first == "A → product_n_i: A, G*b")
    }

    @Test func `layers of arrays are drawn without those around them`() throws {
        let model = Model(
            shapes: [.init("X", ["N", "D"]), .init("W", ["D", "M"])],
            layers: [
                Layer("affine", inputs: ["X", "W"], equations: "Y = X @ W", outputs: ["Y"]),
                Layer("tanh", inputs: ["Y"], equations: "Z = tanh(Y)", outputs: ["Z"]),
            ])
        let graph = try ComputationalGraph(model)
        #expect(
            try ComputationalGraph(graph.excerpt(of: [1])).lines == [
                "Y → tanh_n_m: Y, (d L / d Z)*(1-Z*Z)", "tanh_n_m → Z: Z, d L / d Z",
            ])
    }

    @Test(arguments: [
        (
            "a_1 = X_1_1\nY = X * a",
            """
            <formula>:2:9: error: ‘a’ is not defined
                Y = X * a
                        ^
            there is ‘a_1’
            """
        ),
        (
            "N = X * 2\nm = mean(N)\nY = X * m",
            """
            <formula>:1:1: error: ‘N’ is a value of the model already; it can’t be the number of values of ‘n’ as well
                N
                ^
            give one of them another name
            """
        ),
    ]) func `what cannot be meant is told`(equations: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) {
            try graph([.init("X", ["N", "D"])], SourceSlice(equations))
        }
        #expect("\(error!)" == expected)
    }

    @Test func `a shape of nothing is told`() {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(
                Model(
                    shapes: [.init("Q", ["N", "D"])],
                    layers: [Layer("layer", inputs: ["X"], equations: "Y = X * 2", outputs: ["Y"])]))
        }
        #expect(
            "\(error!)" == """
                <formula>:1:1: error: there is no ‘Q’ that could have a shape
                    Q
                    ^
                """)
    }

    /// The length of an axis is no value: both would be printed alike.
    @Test func `a mean over an axis whose length has a value’s name is refused`() {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(
                Model(
                    indices: [.init("j", 1...3, last: "m")],
                    layers: [
                        Layer(
                            "layer", inputs: ["x_j"], equations: "m = mean_j x_j\nL = m^2", outputs: ["L"])
                    ]))
        }
        #expect(
            "\(error!)" == """
                <formula>:1:1: error: ‘m’ is a value of the model already; it can’t be the number of values of ‘j’ as well
                    j
                    ^
                give one of them another name
                """)
    }

    @Test func `what is transposed as a whole is written so`() throws {
        let graph = try graph(
            [.init("X", ["N", "D"]), .init("W", ["D", "M"]), .init("V", ["M", "H"])], "Y = tanh(X @ W) @ V")
        #expect(graph.lines.contains("V → product2_n_h: V, tanh(X@W)'@G"), "\(graph.lines)")
    }

    /// Neither order of the axes is without a transpose here; if each level tried both, this would not end.
    @Test(.timeLimit(.minutes(1))) func `each part of a formula is tried once`() {
        let (row, column) = (Symbol.Index.name("i"), Symbol.Index.name("j"))
        let (plain, transposed) = (Symbol("A", indices: [row, column]), Symbol("A", indices: [column, row]))
        let formula = (0..<60).reduce(Expression.symbol(plain)) { formula, _ in
            .operation(.tanh, [formula + .symbol(transposed)])
        }
        let expected = (0..<60).reduce("A'") { formula, _ in "tanh(\(formula)+A)" } + "'"
        #expect(formula.ofArrays(over: [row, column])?.plain == expected)
    }

    @Test func `a vector that a matrix product ends with keeps its brackets`() throws {
        let graph = try graph(
            [.init("A", ["H", "M"]), .init("U", ["D", "D"]), .init("s", ["D"]), .init("Q", ["D", "M"])],
            "Y = A @ ((U @ s) @ Q)")
        #expect(graph.definitions.map(\.value.plain) == ["A@(U@s@Q)"])
    }
}

/// Whole arrays together, statements on arrays, and products of many.
extension ArrayNotationTests {
    private func squaredError(_ loss: SourceSlice) throws -> ComputationalGraph {
        try ComputationalGraph(
            model(
                [("X", ["N", "D"]), ("W", ["D", "M"]), ("T", ["N", "M"])], constants: ["T"], loss, output: "L",
                upstream: nil))
    }

    @Test func `the sum of all values`() throws {
        let graph = try squaredError("E = X @ W - T\nL = sum(E * E) / 2")
        #expect(graph.lines.contains("W → product_n_m: W, X'@E"), "\(graph.lines)")
        #expect(try squaredError("L = mean((X @ W - T)^2)").lines.contains { $0.hasPrefix("X → ") })
    }

    @Test func `the largest of all values`() throws {
        let graph = try squaredError("m = max(X @ W)\nL = m * sum(T)")
        #expect(graph.definitions.map(\.value.plain).contains("max_n (max_i (sum_d (X_n_d*W_d_i)))"))
    }

    @Test func `statements`() throws {
        let graph = try squaredError("Y = X @ W\nL = sum((Y - T) * (Y - T)) / 2")
        for statement: SourceSlice in [
            "d L / d Y = Y - T", "d L / d W = X' @ (Y - T)", "d L / d X = (Y - T) @ W'",
        ] {
            try graph.check(Statement(statement))
        }
        let wrong = #expect(throws: Diagnostic.self) {
            try graph.check(Statement("d L / d W = 2 * X' @ (Y - T)"))
        }
        #expect(wrong!.message.hasPrefix("this does not equal what stands before it: "))
        let error = #expect(throws: Diagnostic.self) { try graph.check(Statement("d L / d X = (Y - T) @ W")) }
        #expect(
            "\(error!)" == """
                <formula>:1:14: error: these shapes do not fit: ‘Y - T’ is N × M, ‘W’ is D × M
                    d L / d X = (Y - T) @ W
                                 ^~~~~~~~~~
                write ‘(Y - T) @ W'’
                """)
    }

    @Test func `lengths in statements`() throws {
        let graph = try squaredError("L = mean(X @ W * T)")
        try graph.check(Statement("mean(T) = sum(T) / (N * M)"))
        #expect(throws: Diagnostic.self) { try graph.check(Statement("N = 2")) }
    }

    @Test func `an array with a word below its name`() throws {
        let graph = try graph([.init("w_out", ["D"]), .init("x", ["D"])], "Y = sum(w_out * x)")
        #expect(graph.lines[0] == "w_out → product_d: w_out, G*x", "\(graph.lines)")
    }

    @Test func `a row beyond another axis`() throws {
        #expect(throws: Never.self) { try graph([.init("W", ["2", "3"])], "Y = sum(W' @ W)") }
    }

    @Test(.timeLimit(.minutes(1))) func `products of many matrices`() throws {
        let graph = try graph(
            [.init("A", ["D", "D"]), .init("B", ["D", "D"])], "Y = A @ B @ A @ B @ A")
        #expect(graph.lines.last == "product4_d_i → Y: Y, G", "\(graph.lines)")
        #expect(graph.lines.contains("A → product_d_l: A, G@A'@B'@A'@B'"), "\(graph.lines)")
    }

    @Test(arguments: [
        (
            "Y = X @ V",
            """
            <formula>:1:9: error: ‘V’ is not defined
                Y = X @ V
                        ^
            """
        ),
        (
            "H = X @ W + Z\nZ = H * 2\nY = Z",
            """
            <formula>:1:13: error: ‘Z’ depends on itself: Z → H → Z
                H = X @ W + Z
                            ^
            """
        ),
    ]) func `what has no shape is told`(equations: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(model(affine, SourceSlice(equations)))
        }
        #expect("\(error!)" == expected)
    }
}
