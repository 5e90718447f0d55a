import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// The numbers on the edges of a graph.
struct NumbersTests {
    /// A graph at numbers for its inputs.
    private struct Point {
        let graph: ComputationalGraph
        let numbers: Numbers
        var format = NumberFormat()

        /// - Parameter inputs: `a 100, n 2`
        init(
            _ equations: SourceSlice, _ inputs: String, output: SourceSlice, digits: Int? = nil,
            assuming: [SourceSlice] = []
        ) throws {
            let given = inputs.split(separator: ", ").map { $0.split(separator: " ").map(String.init) }
            let layer = Layer(
                "layer", inputs: given.map { SourceSlice($0[0]) }, equations: equations, assumptions: assuming,
                outputs: [output])
            graph = try ComputationalGraph(Model(layers: [layer]))
            let entries = try given.filter { $0.count == 2 }.map { pair in
                InputNumbers.Entry(
                    SourceSlice(pair[0]), .number(try #require(Number(pair[1])), at: SourceSlice(pair[1])),
                    at: SourceSlice(pair[0]))
            }
            numbers = try graph.numbers(at: graph.inputs(InputNumbers(entries, at: "at")))
            format = NumberFormat(digits: digits)
        }

        /// What runs along the edges that a selector names.
        func forward(_ selectors: SourceSlice...) throws -> [String] {
            try selectors.flatMap { try graph.edges(matching: $0) }.map { text(.node(graph.edges[$0].source)) }
        }

        /// What comes back along each of the edges that a selector names.
        func backward(_ selectors: SourceSlice...) throws -> [String] {
            try selectors.flatMap { try graph.edges(matching: $0) }.map { text(.gradient([$0])) }
        }

        /// What comes back to a value over all its uses.
        func total(_ selectors: SourceSlice...) throws -> [String] {
            try selectors.map { text(.gradient(try graph.edges(matching: $0))) }
        }

        private func text(_ value: Numbers.Value) -> String {
            numbers.number(value).map(format.plain) ?? "none"
        }
    }

    // MARK: Tables that courses have

    @Test func `apples`() throws {
        let shop = try Point("x = a * n\np = x * r", "a 100, n 2, r 1.1", output: "p")
        #expect(try shop.forward("x", "p") == ["200", "220"])
        #expect(try shop.backward("p", "x", "r", "a", "n") == ["1", "1.1", "200", "2.2", "110"])
    }

    @Test func `apples and oranges`() throws {
        let shop = try Point(
            "p = (a * n + b * m) * r", "a 100, n 2, b 150, m 3, r 1.1", output: "p")
        #expect(try shop.forward("a*n", "b*m", "a*n + b*m", "p") == ["200", "450", "650", "715"])
        #expect(try shop.backward("a*n + b*m", "r", "a*n", "b*m") == ["1.1", "650", "1.1", "1.1"])
        #expect(try shop.backward("a", "n", "b", "m") == ["2.2", "110", "3.3", "165"])
    }

    @Test func `a sum times a number`() throws {
        let point = try Point("f = (x + y) * z", "x -2, y 5, z -4", output: "f")
        #expect(try point.forward("x + y", "f") == ["3", "-12"])
        #expect(try point.backward("x + y", "z", "x", "y") == ["-4", "3", "-4", "-4"])
    }

    @Test func `a neuron, with two digits behind the point`() throws {
        let neuron = try Point(
            "y = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))", "w0 2, w1 -3, w2 -3, x0 -1, x1 -2", output: "y",
            digits: 2)
        let sum: SourceSlice = "w0*x0 + w1*x1 + w2"
        let chain: [SourceSlice] = [
            "y", "1 + exp(-(w0*x0 + w1*x1 + w2))", "exp(-(w0*x0 + w1*x1 + w2))", "-(w0*x0 + w1*x1 + w2)", sum,
        ]
        #expect(try chain.flatMap { try neuron.forward($0) } == ["0.73", "1.37", "0.37", "-1", "1"])
        #expect(try neuron.forward("w0*x0", "w1*x1") == ["-2", "6"])
        #expect(try chain.flatMap { try neuron.backward($0) } == ["1", "-0.53", "-0.53", "-0.20", "0.20"])
        #expect(try neuron.backward("w0*x0", "w1*x1") == ["0.20", "0.20"])
        #expect(
            try neuron.backward("w0", "x0", "w1", "x1", "w2") == ["-0.20", "0.39", "-0.39", "-0.59", "0.20"])
    }

    @Test func `a product of a sum`() throws {
        let point = try Point("e = a * b\nd = e + c\nL = d * f", "a 2, b -3, c 10, f -2", output: "L")
        #expect(try point.forward("e", "d", "L") == ["-6", "4", "-8"])
        #expect(try point.backward("d", "f", "e", "c", "a", "b") == ["-2", "4", "-2", "-2", "6", "-4"])
    }

    @Test func `a neuron with tanh`() throws {
        let point = try Point(
            "n = x1*w1 + x2*w2 + b\no = tanh(n)", "x1 2, x2 0, w1 -3, w2 1, b 6.8813735870195432", output: "o")
        #expect(try point.forward("n", "o", "b") == ["0.8814", "0.7071", "6.8813735870195432"])
        #expect(try point.backward("n", "x1", "w1", "x2", "w2") == ["0.5", "-1.5", "1", "0.5", "0"])
    }

    @Test func `the gradient of a value is the sum over its uses`() throws {
        let twice = try Point("b = a + a\nc = b + b", "a 3", output: "c")
        #expect(try twice.total("a", "b") == ["4", "2"])
        let both = try Point("c = a + b\nd = a * b\ne = c + d\nf = c * d\ny = e + f", "a 2, b 3", output: "y")
        #expect(try both.forward("c -> e", "d -> e", "e", "f", "y") == ["5", "6", "11", "30", "41"])
        #expect(try both.total("c", "d", "a", "b") == ["7", "6", "25", "19"])
    }

    // MARK: Digits

    @Test func `what can be exact is exact`() throws {
        let point = try Point(
            "y = x / 3 + sqrt(q) + exp(z) + log(o) + relu(x) + max(x, q) + [x > 0]", "x 0.3, q 2.25, z 0, o 1",
            output: "y")
        // 0.1 + 1.5 + 1 + 0 + 0.3 + 2.25 + 1
        #expect(try point.forward("y") == ["6.15"])
        #expect(point.numbers.number(.node(point.graph.edges.last!.source))?.isExact == true)
    }

    @Test func `inputs stand as they are written`() throws {
        let point = try Point("y = a + b + c + d", "a 0.30, b 1e-3, c -1/3, d 2.50e8", output: "y")
        #expect(try point.forward("a", "b", "c", "d") == ["0.30", "1e-3", "-1/3", "2.50e8"])
    }

    @Test func `digits that doubles don't have`() throws {
        // In floating point the first is 1.1102230246251565, the second 0.
        let cancelling = try Point("y = (exp(x) - 1) / x", "x 1e-15", output: "y", digits: 15)
        #expect(try cancelling.forward("y") == ["1.000000000000001"])
        let absorbed = try Point("y = log(exp(x) + 1) - x", "x 100", output: "y")
        #expect(try absorbed.forward("y") == ["3.72e-44"])
        #expect(try Point("y = exp(x)", "x 1", output: "y", digits: 15).forward("y") == ["2.718281828459045"])
        // It is 0, though no number of digits says so.
        #expect(try Point("y = exp(x) * exp(-x) - 1", "x 1", output: "y").forward("y") == ["0"])
    }

    @Test(
        arguments: [
            ("220", nil, "220"), ("1234567", nil, "1234567"), ("0.125", nil, "0.125"),
            ("1.234567", nil, "1.235"),
            ("12345.678", nil, "12346"), ("0.00012", nil, "0.00012"), ("0.00001", nil, "1e-5"),
            ("1e20", nil, "1e20"), ("123456789012", nil, "1.235e11"), ("-0.00123456", nil, "-0.00123456"),
            ("9999.96", nil, "9999.96"), ("99999.9678", nil, "100000"), ("0.000099999999", nil, "1e-4"),
            ("2.5", 2, "2.5"), ("2.555", 2, "2.56"), ("-2.555", 2, "-2.56"), ("1.999", 2, "2.00"),
            ("0.004", 2, "4e-3"), ("0.005", 2, "0.01"), ("0.00123", 1, "1.2e-3"), ("7", 3, "7"),
            ("0.6", 0, "1"),
            ("0", 2, "0"), ("123456789.123", 2, "1.23e8"),
        ] as [(String, Int?, String)])
    func `how an exact number is written`(text: String, digits: Int?, expected: String) throws {
        let value = try #require(Rational(decimal: text))
        #expect(NumberFormat(digits: digits).plain(Number(value)) == expected)
    }

    @Test func `each digit that is written is right`() throws {
        var generator = SplitMix64(seed: 12)
        for _ in 0..<2_000 {
            let top = Int.random(in: -1_000_000...1_000_000, using: &generator)
            let scale = try Rational(10).raised(to: Int.random(in: -12...8, using: &generator))
            let value = try Rational(top, over: Int.random(in: 1...9_999, using: &generator)).multiplied(
                by: scale)
            let format = NumberFormat(
                digits: Bool.random(using: &generator) ? nil : Int.random(in: 0...15, using: &generator))
            let text = format.plain(Number(value, isExact: Bool.random(using: &generator)))
            let written = try #require(Rational(decimal: text))
            // Half of the last digit, at most.
            let parts = text.split(separator: "e")
            let places = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
            let exponent = (parts.count == 2 ? Int(parts[1])! : 0) - places
            let unit = try Rational(10).raised(to: exponent)
            let error = try written.adding(value.negated()).magnitude.multiplied(by: 2)
            #expect(!(unit < error), "\(value.fraction): \(text)")
            #expect(value == 0 || written != 0, "\(value.fraction): \(text)")
        }
    }

    @Test func `functions, and numbers with names`() throws {
        let point = try Point("y = 2 * pi + log10(x) + erf(z) + x^e", "x 100, z 0.5", output: "y", digits: 12)
        #expect(try point.forward("log10(x)", "erf(z)", "2 * pi") == ["2", "0.520499877813", "6.283185307180"])
        #expect(try point.backward("z") == ["0.878782578935"])
    }

    // MARK: Gradients

    /// What comes back to an input is what the loss changes by.
    @Test func `numbers are those of difference quotients`() throws {
        let checked = try (1...80).map(checkedGradients)
        #expect(checked.reduce(0, +) > 100)
    }

    /// - Returns: how many gradients of a random model there are to check.
    private func checkedGradients(seed: UInt64) throws -> Int {
        var generator = SplitMix64(seed: seed)
        func formula(_ depth: Int, _ symbols: [String]) -> String {
            if depth == 0 { return (symbols + symbols + ["2", "0.5"]).randomElement(using: &generator)! }
            let (a, b) = (formula(depth - 1, symbols), formula(depth - 1, symbols))
            return [
                "(\(a) + \(b))", "(\(a) - \(b))", "\(a) * \(b)", "(\(a)) / (\(b))", "(\(a))^2", "exp(\(a))",
                "log(\(a))", "-(\(a))", "tanh(\(a))", "relu(\(a))", "max(\(a), \(b))", "sqrt(\(a))",
                "sigmoid(\(a))",
            ].randomElement(using: &generator)!
        }
        let equations = [
            "u_i = " + formula(2, ["x_i", "y"]), "S = sum_i (" + formula(1, ["u_i", "x_i"]) + ")",
            "L = sum_i (" + formula(2, ["S", "u_i", "x_i"]) + ") + x_1 * y",
        ]
        let model = layer(inputs: ["x_i", "y"], SourceSlice(equations.joined(separator: "\n")))
        guard let graph = try? ComputationalGraph(model) else { return 0 }
        var point: [Symbol: Number] = [:]
        for symbol in [Symbol("x", 1), Symbol("x", 2), Symbol("y")] {
            point[symbol] = Number(try Rational(Int.random(in: -20...40, using: &generator), over: 16))
        }
        let numbers = try graph.numbers(at: point)
        let loss = Numbers.Value.node(graph.edges.last!.source)
        guard numbers.number(loss) != nil, numbers.warningsOfKinks().isEmpty else { return 0 }
        let step = try Rational(10).raised(to: -12)
        func moved(_ symbol: Symbol, _ step: Rational) throws -> Rational? {
            var point = point
            point[symbol] = Number(try point[symbol]!.value.adding(step))
            return try graph.numbers(at: point).number(loss)?.value
        }
        var count = 0
        for symbol in point.keys.sorted() {
            let edges = graph.edges.indices.filter { graph.edges[$0].forward == .symbol(symbol) }
            guard let up = try moved(symbol, step), let down = try moved(symbol, step.negated()),
                let gradient = numbers.number(.gradient(edges))
            else { continue }
            let quotient = try up.adding(down.negated()).multiplied(by: step.inverted()).doubleValue / 2
            #expect(
                abs(gradient.doubleValue - quotient) <= 1e-9 * max(abs(quotient), 1),
                "\(symbol.plain) in \(equations) at \(point)")
            count += 1
        }
        return count
    }

    // MARK: What has no number

    /// Why the output has none, or its gradient by x.
    private func reason(_ equations: SourceSlice, _ inputs: String, gradient: Bool = false) throws -> String? {
        let point = try Point(equations, inputs, output: "y")
        let edge = gradient ? try point.graph.edges(matching: "x")[0] : point.graph.edges.count - 1
        let value: Numbers.Value = gradient ? .gradient([edge]) : .node(point.graph.edges[edge].source)
        return point.numbers.diagnostic(value, at: "the numbers")?.description
    }

    @Test func `an operation without a value, with what goes in`() throws {
        #expect(
            try reason("q = x / d\ny = q + 1", "x 3, d 0") == """
                <formula>:1:5: error: x/d has no value where x = 3 and d = 0: it is 3/0
                    q = x / d
                        ^~~~~
                """)
        #expect(
            try reason("y = x / d", "x 0, d 0") == """
                <formula>:1:5: error: x/d has no value where x = 0 and d = 0: it is 0/0
                    y = x / d
                        ^~~~~
                """)
        #expect(
            try reason("z = x - c\ny = x + 2 * log(z)", "x 1, c 1") == """
                <formula>:2:13: error: log(z) has no value where z = 0: it is log(0)
                    y = x + 2 * log(z)
                                ^~~~~~
                """)
        #expect(
            try reason("y = 1 / (x - 2)", "x 2") == """
                <formula>:1:5: error: 1/(x-2) has no value where x-2 = 0: it is 1/0
                    y = 1 / (x - 2)
                        ^~~~~~~~~~~
                """)
        #expect(
            try reason("y = sqrt(x)", "x -0.5") == """
                <formula>:1:5: error: sqrt(x) has no value where x = -0.5: it is sqrt(-0.5)
                    y = sqrt(x)
                        ^~~~~~~
                """)
        #expect(
            try reason("y = x^p", "x 0, p -1") == """
                <formula>:1:5: error: x^p has no value where x = 0 and p = -1: it is 0^(-1)
                    y = x^p
                        ^~~
                """)
    }

    @Test func `a number beyond floating point`() throws {
        #expect(
            try reason("y = exp(x)", "x 1000") == """
                <formula>:1:5: error: exp(x) is beyond the largest number there is in floating point, 1.8e308, where x = 1000
                    y = exp(x)
                        ^~~~~~
                """)
        #expect(
            try reason("y = x * x", "x 1e200") == """
                <formula>:1:5: error: x*x is beyond the largest number there is in floating point, 1.8e308, where x = 1e200
                    y = x * x
                        ^~~~~
                """)
        // What rests on it can be told all the same.
        let softmax = try Point("s = exp(a) + exp(b)\ny = exp(a) / s", "a 1000, b 1001", output: "y")
        #expect(try softmax.forward("y") == ["0.2689"])
        #expect(try Point("y = exp(x)", "x -1000", output: "y").forward("y") == ["5.076e-435"])
    }

    @Test func `a gradient without a value`() throws {
        #expect(
            try reason("y = sqrt(x)", "x 0", gradient: true) == """
                <formula>:1:5: error: the gradient 1/(2*y) of ‘x’ has no value where y = 0
                    y = sqrt(x)
                        ^~~~~~~
                """)
    }

    @Test func `inputs that have no number`() throws {
        #expect(
            try reason("q = a * b\ny = q + c", "a 1, b, c") == """
                <formula>:1:1: error: ‘y’ needs numbers that are not given: b and c
                    the numbers
                    ^~~~~~~~~~~
                add them, as in ‘at: { b: 0.5, c: 0.5 }’
                """)
    }

    @Test func `numbers that contradict an assumption`() throws {
        #expect(
            error("y = x * t", "x 1, t 0.5", assuming: ["t > 1"]) == """
                <formula>:1:1: error: the numbers contradict this assumption: its left side is 0.5, its right side 1 where t = 0.5
                    t > 1
                    ^~~~~
                """)
    }

    private func error(_ equations: SourceSlice, _ inputs: String, assuming: [SourceSlice]) -> String {
        do {
            _ = try Point(equations, inputs, output: "y", assuming: assuming)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a kink has the gradient that its formula says, and a warning`() throws {
        let relu = try Point("y = relu(x) * w", "x 0, w 3", output: "y")
        #expect(try relu.backward("x") == ["0"])
        #expect(
            relu.numbers.warningsOfKinks().map(\.description) == [
                """
                <formula>:1:5: warning: relu(x) has no derivative where x = 0; the gradients shown are what their \
                formulas give there
                    y = relu(x) * w
                        ^~~~~~~
                """
            ])
        #expect(try Point("y = relu(x) * w", "x 1, w 3", output: "y").numbers.warningsOfKinks().isEmpty)
        #expect(try Point("y = max(x, w)", "x 3, w 3", output: "y").numbers.warningsOfKinks().count == 1)
        let first = try Point("y = max(x, 0)", "x 0", output: "y").numbers.warningsOfKinks().first?.message
        #expect(first?.hasPrefix("max(x,0) has no derivative where x = 0; ") == true)
    }
}
