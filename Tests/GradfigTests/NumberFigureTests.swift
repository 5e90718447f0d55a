import Gradfig
import Scene
import Testing

/// Figures with numbers on their arrows.
struct NumberFigureTests {
    private static let shop = """
        title: Shopping
        layers:
          - name: Shop
            input: [a, n, r]
            equations: p = a * n * r
            output: p

        """

    private func set(_ text: String) throws -> FigureSet { try FigureSet(SourceText(text, name: "net.yaml")) }

    private func parts(_ text: String) throws -> [String: SceneParts] {
        try Fixtures.scenes(set(text)).mapValues(SceneParts.init)
    }

    private func error(_ text: String) -> String {
        do {
            _ = try set(text)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func `numbers, symbols or both`() throws {
        let parts = try parts(
            Self.shop + """
                at: { a: 100, n: 2, r: 1.10 }
                figures:
                  - { id: numbers, title: T, backward: all }
                  - { id: both, title: T, backward: all, show: both }
                  - { id: symbols, title: T, backward: all, show: symbols }
                  - { id: own, title: T, backward: all, at: { n: 3 } }
                """)
        #expect(parts["numbers"]?.values("forward") == ["1.10", "100", "2", "220"])
        #expect(parts["numbers"]?.values("backward") == ["1", "110", "2.2", "200"])
        #expect(parts["both"]?.values("forward") == ["a = 100", "n = 2", "p = 220", "r = 1.10"])
        #expect(parts["both"]?.values("backward") == ["1", "a*n = 200", "a*r = 110", "n*r = 2.2"])
        #expect(parts["symbols"]?.values("forward") == ["a", "n", "p", "r"])
        #expect(parts["own"]?.values("forward") == ["1.10", "100", "3", "330"])
    }

    /// A minus sign, not a hyphen; a raised power of ten; zeros at the end where digits are asked for.
    @Test func `how numbers are typeset`() throws {
        let set = try set(
            Self.shop + """
                figures: [{ id: f, title: T, at: { a: -2e-7, n: 1/3, r: 3.70 }, digits: 2 }]
                """)
        let numbers = try #require(set.figures[0].numbers)
        let graph = try set.graph
        let written = try graph.edges.map { edge in
            let values = try numbers.array(of: .node(edge.source), called: "").values
            return numbers.format.numeral(try #require(values[0])).notation(in: .builtUp).written.tex
        }
        #expect(
            written == [
                #"-2 \cdot 10^{-7}"#, #"\frac{1}{3}"#, "3.70", #"-2.47 \cdot 10^{-7}"#,
            ])
    }

    @Test func `what is said to those who don't see the figure`() throws {
        let scenes = try Fixtures.scenes(
            set(
                Self.shop + """
                    figures: [{ id: f, title: T, backward: all, at: { a: 100, n: 2, r: 1.1 } }]
                    """))
        let scene = try #require(scenes["f"])
        #expect(
            scene.description
                == "From left to right: Shop, opened. Forward: a = 100; n = 2; r = 1.1; p = 220. Backward: "
                + "n*r = 2.2 on a = 100; a*r = 110 on n = 2; a*n = 200 on r = 1.1; 1 on p = 220.")
    }

    @Test func `steps with numbers hold still, and symbols keep their own layout`() throws {
        let set = try set(
            Fixtures.softmaxAsQuotient + """
                figures:
                  - { id: symbols, title: T, layers: Softmax }
                  - layers: Softmax
                    at: { a_k: [0.3, 2.9, 4.0], t_k: [0, 0, 1] }
                    steps: [{ id: a, title: T, backward: y_k }, { id: b, title: T, backward: a_k }]
                """)
        let scenes = try Fixtures.scenes(set)
        #expect(scenes["a"]?.size == scenes["b"]?.size)
        #expect(scenes["a"]?.size != scenes["symbols"]?.size)
        let alone = try Fixtures.scenes(
            self.set(Fixtures.softmaxAsQuotient + "figures: [{ id: symbols, title: T, layers: Softmax }]"))
        #expect(alone["symbols"] == scenes["symbols"])
        let parts = SceneParts(try #require(scenes["b"]))
        #expect(parts.values("backward", new: true) == ["-0.2634", "0.01821", "0.2452"])
    }

    /// Of the whole matrix just the diagonal goes into the trace.
    @Test func `to what is not taken comes back 0`() throws {
        let trace = try parts(
            """
            title: Trace
            index: { i: 1...2, j: 1...2 }
            layers:
              - { name: Trace, input: x_i_j, equations: "y = sum_i x_i_i^2 + mean_ij x_ij", output: y }
            figures: [{ id: f, title: T, lanes: none, backward: all, at: { x_i_j: [[1, 2], [3, 4]] } }]
            """)
        let backward = try #require(trace["f"]?.values("backward"))
        #expect(backward.contains("[[2, 0], [0, 8]]"))
        #expect(backward.contains("[[2.25, 0.25], [0.25, 8.25]]"))
    }

    @Test func `an array is a row, a matrix its rows`() throws {
        let rolledUp = try parts(
            Fixtures.softmaxAsQuotient + """
                figures:
                  - id: f
                    title: T
                    lanes: none
                    backward: all
                    digits: 3
                    at: { a_k: [0.3, 2.9, 4.0], t_k: [0, 0, 1] }
                """)
        #expect(
            rolledUp["f"]?.values("backward") == [
                "-1", "0.013", "1", "[-1, -1, -1]", "[0, 0, -0.018]", "[0, 0, -1.358]", "[0, 0, -1]",
                "[0.013, 0.013, 0.013]", "[0.018, 0.245, -0.263]",
            ])
        let matrices = try parts(
            """
            title: Affine
            shapes: { X: [N, D], W: [D, M], b: [M] }
            layers:
              - { name: Affine, input: [X, W, b], equations: Y = X @ W + b, output: Y }
            figures:
              - id: f
                title: T
                backward: all
                show: both
                at:
                  X: [[1, 2], [3, 4], [-1, 0.5]]
                  W: [[1, 0], [-1, 0.5]]
                  b: [10, 20]
                  d L / d Y: [[1, 0], [0, 1], [0, 0]]
            """)
        #expect(
            matrices["f"]?.values("forward") == [
                "W = [[1, 0], [-1, 0.5]]", "X = [[1, 2], [3, 4], [-1, 0.5]]",
                "X@W = [[-1, 1], [-1, 2], [-1.5, 0.25]]", "Y = [[9, 21], [9, 22], [8.5, 20.25]]",
                "b = [10, 20]",
            ])
        #expect(
            matrices["f"]?.values("backward") == [
                "(d L / d Y)@W' = [[1, -1], [0, 0.5], [0, 0]]", "X'@(d L / d Y) = [[1, 3], [2, 4]]",
                "d L / d Y = [[1, 0], [0, 1], [0, 0]]", "d L / d Y = [[1, 0], [0, 1], [0, 0]]",
                "sum_n (d L / d Y_n) = [1, 1]",
            ])
    }

    @Test func `more than two axes are matrices in rows`() throws {
        let parts = try parts(
            """
            title: Batch
            shapes: { X: [B, N, D], W: [D, M] }
            layers:
              - { name: Product, input: [X, W], equations: Y = X @ W, output: Y, upstream: { Y: G } }
            figures:
              - id: f
                title: T
                backward: all
                show: both
                at:
                  X: [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
                  W: [[1, 0], [-1, 0.5]]
                  G: [[[1, 0], [0, 1]], [[0, 0], [1, 1]]]
            """)
        #expect(
            parts["f"]?.values("forward") == [
                "W = [[1, 0], [-1, 0.5]]", "X = [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]",
                "Y = [[[-1, 1], [-1, 2]], [[-1, 3], [-1, 4]]]",
            ])
        #expect(
            parts["f"]?.values("backward") == [
                "G = [[[1, 0], [0, 1]], [[0, 0], [1, 1]]]", "G@W' = [[[1, -1], [0, 0.5]], [[0, 0], [1, -0.5]]]",
                "sum_b (X'@G)_b = [[8, 10], [10, 12]]",
            ])
    }

    private static func affine(_ numbers: String) -> String {
        """
        title: Affine
        shapes: { X: [N, D], W: [D, M], b: [M] }
        layers:
          - { name: Affine, input: [X, W, b], equations: Y = X @ W + b, output: Y }
        figures:
          - { id: f, title: T, at: { \(numbers) } }
        """
    }

    /// Where lists say how long the axes are.
    @Test(arguments: [
        "W_1_1: 1, W_1_2: 0, W_2_1: -1, W_2_2: 0.5", "W_1_m: [1, 0], W_2_m: [-1, 0.5]",
        "W: [[1, 0], [-1, 0.5]]",
    ])
    func `single values of arrays have numbers`(matrix: String) throws {
        let parts = try parts(Self.affine("X: [[1, 2], [3, 4]], b: [10, 20], \(matrix)"))
        #expect(
            parts["f"]?.values("forward") == [
                "[10, 20]", "[[-1, 1], [-1, 2]]", "[[1, 0], [-1, 0.5]]", "[[1, 2], [3, 4]]",
                "[[9, 21], [9, 22]]",
            ])
    }

    @Test(arguments: [
        (
            "X_1_2: 0.3", "6:28: error: how many ‘N’ is can’t be told",
            "give a list of numbers that has so many, such as [[1, 2], [3, 4]] for ‘X’"
        ),
        (
            "X: [[1, 2]], b_1: 3", "6:28: error: how many ‘M’ is can’t be told",
            "give a list of numbers that has so many, such as [[1, 2], [3, 4]] for ‘W’"
        ),
        (
            "X: [[1, 2]], b: [1, 2], W_2_4: 3", "6:54: error: there is no ‘W_2_4’",
            "W_{d,m} has d = 1...2, m = 1...2"
        ),
        (
            "X: [[1, 2]], b: [1, 2], W_1: [1, 2]", "6:54: error: ‘W’ takes 2 indices, not 1",
            "it is declared as ‘W_{d,m}’"
        ),
        (
            "X: [[1, 2]], b: [1, 2], W_12: 3", "6:54: error: ‘W’ takes 2 indices, not 1",
            "it is declared as ‘W_{d,m}’; indices are written apart, as in ‘W_1_2’"
        ),
    ])
    func `single values of arrays that are none`(numbers: String, message: String, hint: String) {
        let lines = error(Self.affine(numbers)).split(separator: "\n").map(String.init)
        #expect(lines.first == "net.yaml:" + message)
        #expect(lines.dropFirst(3) == [hint])
    }

    @Test func `an array with many numbers is refused`() {
        #expect(
            error(
                Fixtures.softmaxAsQuotient.replacing("1...3", with: "1...5") + """
                    figures:
                      - id: f
                        title: T
                        lanes: none
                        at: { a_k: [0.3, 2.9, 4, 1, 1], t_k: [0, 0, 1, 0, 0] }
                    """) == """
                    net.yaml:20:9: error: ‘a_k’ has 5 numbers; on an arrow there is room for 3 rows of 4
                            at: { a_k: [0.3, 2.9, 4, 1, 1], t_k: [0, 0, 1, 0, 0] }
                                ^
                    draw its values as lanes, with ‘lanes’; choose others with ‘forward’ and ‘backward’; or ‘show: symbols’
                    """)
    }

    /// Where the template leaves it open, the lists say how many values there are.
    @Test func `as many values as numbers`() throws {
        let mean = """
            title: Mean
            index: { k: 1...n }
            layers: [{ name: Mean, input: x_k, equations: y = mean_k x_k, output: y }]
            figures:

            """
        let parts = try parts(
            mean + """
                  - { id: any, title: T, forward: all }
                  - { id: two, title: T, forward: all, backward: all, at: { x: [1, 5] } }
                """)
        #expect(parts["any"]?.values("forward") == ["x_1", "x_2", "x_n", "y"])
        #expect(parts["two"]?.values("forward") == ["1", "3", "5"])
        #expect(parts["two"]?.values("backward") == ["0.5", "0.5", "1"])
        #expect(
            error(mean + "  - { id: f, title: T, at: { x_1: 1 } }") == """
                net.yaml:5:28: error: how many ‘n’ is can’t be told
                      - { id: f, title: T, at: { x_1: 1 } }
                                               ^
                give a list of numbers that has so many, such as [1, 2] for ‘x_k’
                """)
    }

    @Test func `the gradient of a loss is no input`() {
        #expect(
            error(Self.shop + "figures: [{ id: f, title: T, at: { d L / d p: 1 } }]") == """
                net.yaml:7:36: error: ‘p’ is the only output, the loss: its gradient is 1
                    figures: [{ id: f, title: T, at: { d L / d p: 1 } }]
                                                       ^~~~~~~~~
                with ‘upstream: symbols’ in a figure it is a symbol, which takes a number
                """)
    }

    @Test func `any number of values have no numbers`() throws {
        let figure = "{ id: f, title: T, classes: n, at: { a_k: [0.3, 2.9, 4], t_k: [0, 0, 1] } }"
        #expect(
            error(Fixtures.softmaxAsQuotient + "figures: [\(figure)]") == """
                net.yaml:16:46: error: the figure ‘f’ shows any number of values, which have no numbers
                    figures: [{ id: f, title: T, classes: n, at: { a_k: [0.3, 2.9, 4], t_k: [0, 0, 1] } }]
                                                                 ^
                say how many there are, as in ‘classes: 3’; or ‘show: symbols’
                """)
        // What is said of all figures is for those that can have numbers.
        let parts = try parts(
            Fixtures.softmaxAsQuotient + """
                at: { a_k: [0.3, 2.9, 4], t_k: [0, 0, 1] }
                figures:
                  - { id: any, title: T, classes: n, layers: Softmax }
                  - { id: three, title: T, layers: Softmax, forward: a_k }
                """)
        #expect(parts["any"]?.values("forward").contains("a_n") == true)
        #expect(parts["three"]?.values("forward") == ["0.3", "2.9", "4"])
    }

    @Test func `inputs that have no number, names that are none`() {
        #expect(
            error(Self.shop + "figures: [{ id: f, title: T, at: { a: 1 } }]") == """
                net.yaml:7:34: error: the figure ‘f’ needs numbers that are not given: n and r
                    figures: [{ id: f, title: T, at: { a: 1 } }]
                                                     ^
                add them, as in ‘at: { n: 0.5, r: 0.5 }’
                """)
        #expect(
            error(Fixtures.softmaxAsQuotient + "figures: [{ id: f, title: T, at: { a_k: [1, 2, 3], t_4: 1 } }]")
                == """
                net.yaml:16:52: error: there is no ‘t_4’
                    figures: [{ id: f, title: T, at: { a_k: [1, 2, 3], t_4: 1 } }]
                                                                       ^~~
                t_k has k = 1...3
                """)
        #expect(
            error(Fixtures.softmaxAsQuotient + "at: { S: 1 }\nfigures: [{ id: f, title: T }]") == """
                net.yaml:16:7: error: ‘S’ is no input of the model
                    at: { S: 1 }
                          ^
                """)
    }

    @Test func `an operation without a value, at its place`() {
        #expect(
            error(
                Fixtures.softmaxAsQuotient
                    + "figures: [{ id: f, title: T, at: { a_k: [1, 800, 3], t_k: [1, 0, 0] } }]")
                    == """
                    net.yaml:7:19: error: exp(a_2) is beyond the largest number there is in floating point, 1.8e308, where a_2 = 800
                              S   = sum_k exp(a_k)
                                          ^~~~~~~~
                    """)
        #expect(
            error(
                Fixtures.softmaxAsQuotient
                    + "figures: [{ id: f, title: T, at: { a_k: [1, 2, 3], t_k: [1, 0, 1] } }]")
                    == """
                    net.yaml:13:13: error: the numbers contradict this assumption: its left side is 2, its right side 1 where t_1 = 1, t_2 = 0 and t_3 = 1
                            assume: sum_k t_k = 1
                                    ^~~~~~~~~~~~~
                    """)
    }

    @Test(arguments: [
        (
            "show: number, at: { a: 1 }", 39, "^~~~~~", "‘show’ is symbols, numbers or both",
            "did you mean ‘numbers’?"
        ),
        (
            "show: both", 39, "^~~~", "there are no numbers to show",
            "give them with ‘at’, as in ‘at: { x: 0.5 }’"
        ),
        (
            "digits: 20", 41, "^~",
            "‘digits’ is how many digits computed numbers have behind the point, from 0 to 15", nil
        ),
        ("at: 3", 37, "^", "numbers are a mapping such as { a_1: 0.3, x_k: [1, 2, 3] }", nil),
        ("at: { a: x }", 42, "^", "a number is written as 0.3, -2, 1e-3 or 1/3", nil),
        ("at: { a: 1/0 }", 42, "^~~", "a number is written as 0.3, -2, 1e-3 or 1/3", nil),
        (
            "at: { a: 1e999 }", 42, "^~~~~",
            "this is beyond the largest number there is in floating point, 1.8e308", nil
        ),
        ("at: { a: [1] }", 42, "^", "‘a’ is a single number", nil),
    ])
    func `settings that are none`(
        settings: String, column: Int, marks: String, message: String, suggestion: String?
    ) {
        let line = "figures: [ { id: f, title: T, \(settings) } ]"
        let expected = [
            "net.yaml:7:\(column - 2): error: \(message)", "    \(line)",
            "    " + String(repeating: " ", count: column - 3) + marks, suggestion,
        ].compactMap(\.self).joined(separator: "\n")
        #expect(error(Self.shop + line) == expected)
    }
}
