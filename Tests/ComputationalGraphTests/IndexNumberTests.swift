import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// An index that stands where a value is expected is its number: the t of gamma^t. So a diagonal has a gradient for any number
/// of values, too.
struct IndexNumberTests {
    private static let any = [Model.Index("t", 1...3, last: "n"), Model.Index("k", 1...3, last: "n")]
    private static let three = [Model.Index("t", 1...3), Model.Index("k", 1...3)]

    private func model(
        _ indices: [Model.Index], _ inputs: [SourceSlice], _ equations: SourceSlice,
        assuming: [SourceSlice] = [], output: SourceSlice = "L"
    ) -> Model {
        Model(
            indices: indices,
            layers: [
                Layer(
                    "layer", inputs: inputs, equations: equations, assumptions: assuming, outputs: [output])
            ])
    }

    private let presentValue: SourceSlice = "p_t = c_t / (1 + r)^t\nL = sum_t p_t"

    @Test func `each lane has its number`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3)], ["c_t", "r"], presentValue))
        #expect(
            graph.definitions.map(\.value.plain).prefix(3) == ["c_1/(1+r)", "c_2/(1+r)^2", "c_3/(1+r)^3"])
        #expect(graph.gradient("r") == ["-(p_1+2*p_2+3*p_3)/(1+r)"])
        #expect(graph.gradient("c_3") == ["1/(1+r)^3"])
    }

    @Test func `the last of any number has its name`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3, last: "n")], ["c_t", "r"], presentValue))
        #expect(
            graph.definitions.map(\.value.plain).prefix(3) == ["c_1/(1+r)", "c_2/(1+r)^2", "c_n/(1+r)^n"])
        #expect(graph.gradient("r") == ["-sum_t (t*p_t)/(1+r)"])
        #expect(graph.gradient("c_n") == ["1/(1+r)^n"])
        #expect(graph.lines.contains("sum → power_n: 1+r, -n*p_n/(1+r)"))
    }

    @Test func `drawn as one it is the index`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3, last: "n")], ["c_t", "r"], presentValue).rolledUp(["t"]))
        #expect(
            graph.lines == [
                "constant → sum: 1", "r → sum: r, -sum_t (t*p_t)/(1+r)",
                "sum → power_t: 1+r, -sum_t (t*p_t)/(1+r)",
                "constant2 → power_t: t", "c_t → quotient_t: c_t, 1/(1+r)^t",
                "power_t → quotient_t: (1+r)^t, -p_t/(1+r)^t", "quotient_t → sum2: p_t, 1", "sum2 → L: L, 1",
            ])
    }

    /// Numbers of indices are computed where they stand alone, or change nothing; what a formula has as a number stays.
    @Test func `values that are written with numbers`() throws {
        let formula: SourceSlice = "E = sum_k (2 * 1 * k * q * (1 - q)^(k - 1))"
        for (index, last) in [(Model.Index("k", 1...3), "3"), (.init("k", 1...3, last: "n"), "n")] {
            let graph = try ComputationalGraph(model([index], ["q"], formula, output: "E"))
            let power = last == "3" ? "2" : "(n-1)"
            let sum = try #require(graph.nodes.firstIndex { $0.definition?.plain == "E" })
            #expect(
                graph.edges.filter { $0.target == sum }.map(\.forward.plain) == [
                    "2*1*q", "2*1*2*q*(1-q)", "2*1*\(last)*q*(1-q)^\(power)",
                ])
        }
    }

    @Test func `a mask is what it leaves`() throws {
        let graph = try ComputationalGraph(
            model(
                [.init("t", 1...2), .init("k", 1...2)], ["x_t_k"],
                "e_t_k = [k <= t] * exp(x_t_k)\nL = sum_t sum_k e_t_k"))
        let values = graph.definitions.prefix(4).map(\.value.plain)
        #expect(values == ["exp(x_1_1)", "0", "exp(x_2_1)", "exp(x_2_2)"])
    }

    /// Where the base is a factor beside its power.
    @Test func `a power of one more`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3)], ["c", "x", "n"], "L = c * (1 + x) * (1 + x)^n", assuming: ["x > 0"]))
        #expect(graph.gradient("c") == ["(1+x)^(n+1)"])
        let any = try ComputationalGraph(
            model([.init("t", 1...3, last: "n")], ["c_t", "r"], "L = sum_t (c_t / (1 + r)^t)"))
        #expect(any.lines.contains("sum → power_n: 1+r, -n*c_n/(1+r)^(n+1)"))
    }

    @Test func `a base may be 0 or less`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 0...2)], ["gamma", "r_t"], "L = sum_t (gamma^t * r_t)"))
        #expect(graph.gradient("gamma") == ["0", "r_1", "2*gamma*r_2"])
        let any = try ComputationalGraph(
            model([.init("t", 1...3, last: "n")], ["gamma", "r_t"], "L = sum_t (gamma^t * r_t)"))
        #expect(any.gradient("gamma") == ["r_1", "2*gamma*r_2", "n*r_n*gamma^(n-1)"])
    }

    /// 0 to the power of 0 is 1, and has the derivative 0 here, not 0 by 0.
    @Test(arguments: [three, any])
    func `an exponent may be 0`(indices: [Model.Index]) throws {
        let graph = try ComputationalGraph(
            model([indices[0]], ["gamma", "r_t"], "L = sum_t (gamma^(t - 1) * r_t)").rolledUp(["t"]))
        #expect(graph.gradient("gamma") == ["sum_t (r_t*gamma^(t-2)*[t!=1]*(t-1))"])
        try graph.check(Statement("d L / d gamma = sum_t ([t > 1] * (t - 1) * gamma^(t - 2) * r_t)"))
    }

    @Test func `a negative exponent is that of no 0`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3, last: "n")], ["r", "c_t"], "p_t = c_t * r^(-t)\nL = sum_t p_t").rolledUp([
                "t"
            ]))
        #expect(graph.gradient("r") == ["-sum_t (t*p_t)/r"])
    }

    @Test func `an index of which some value is taken alone has numbers, too`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3)], ["x_t"], "L = sum_t (t * x_t) + x_1"))
        #expect(graph.gradient("x_1") == ["1", "1"])
        #expect(graph.gradient("x_3") == ["3"])
    }

    /// What is not to be seen comes back to nothing.
    @Test(arguments: [three, any])
    func `conditions on indices`(indices: [Model.Index]) throws {
        let graph = try ComputationalGraph(
            model(
                indices, ["s_t_k"], "m_t_k = [k <= t] * exp(s_t_k)\ny_t = sum_k m_t_k", output: "y_t"))
        let last = indices[0].last ?? "3"
        #expect(graph.gradient("s_1_1") == ["(d L / d y_1)*m_1_1"])
        #expect(graph.lines.contains("exp_1_2 → product_2_1: exp(s_1_2), 0"))
        #expect(graph.lines.contains("exp_1_\(last) → product_\(last)_1: exp(s_1_\(last)), 0"))
        #expect(graph.lines.contains("exp_\(last)_1 → product_1_\(last): exp(s_\(last)_1), d L / d y_\(last)"))
    }

    @Test func `statements have the numbers of indices`() throws {
        let graph = try ComputationalGraph(
            model([.init("t", 1...3, last: "n")], ["c_t", "r"], presentValue, assuming: ["r > -1"]))
        try graph.check(Statement("d L / d r = -sum_{t=1}^n (t * p_t) / (1 + r)"))
        try graph.check(Statement("d L / d r = -sum_j (j * c_j / (1 + r)^(j + 1))"))
        try graph.check(Statement("p_t * (1 + r)^t = c_t"))
        #expect(throws: Diagnostic.self) {
            try graph.check(Statement("d L / d r = -sum_t ((t + 1) * p_t) / (1 + r)"))
        }
    }

    @Test func `of arrays they stand with indices`() throws {
        let graph = try ComputationalGraph(
            Model(
                shapes: [.init("X", ["N", "D"]), .init("v", ["N"])],
                layers: [
                    Layer(
                        "layer", inputs: ["X", "v"],
                        equations: "P_n_d = sin(n / 10000^(2*d/D))\nL = sum(X + P) + sum_n (n * v_n)",
                        outputs: ["L"])
                ]))
        #expect(graph.gradient("v") == ["n"])
        #expect(graph.gradient("X") == ["1"])
    }

    @Test func `two indices of one axis are two numbers`() throws {
        let graph = try ComputationalGraph(
            model(Self.any, ["x_t"], "y_t = sum_k ([k <= t] * x_k)", output: "y_t").rolledUp(["t", "k"]))
        let comparison = try #require(graph.nodes.firstIndex { $0.operation == .lessOrEqual })
        #expect(graph.edges.filter { $0.target == comparison }.map(\.forward.plain) == ["k", "t"])
    }

    // MARK: Diagonals

    @Test(arguments: [three, any])
    func `a diagonal`(indices: [Model.Index]) throws {
        let graph = try ComputationalGraph(
            model(
                indices, ["l_t_k"], "D = sum_t log(l_t_t)\nL = D + sum_t (sum_k l_t_k) / 2",
                assuming: ["l_t_k > 0"]))
        let last = indices[0].last ?? "3"
        #expect(graph.gradient("l_1_1") == ["1/l_1_1", "1/2"])
        #expect(graph.gradient("l_\(last)_\(last)") == ["1/l_\(last)_\(last)", "1/2"])
        #expect(graph.gradient("l_1_2") == ["1/2"])
        try graph.check(Statement("d L / d l_t_k = [t = k] / l_t_k + 1/2"))
        #expect(throws: Diagnostic.self) { try graph.check(Statement("d L / d l_t_k = [t = k] / l_t_k")) }
    }

    /// exp(s_t_t) is the diagonal of exp(s_t_k), wherever that is written.
    @Test(arguments: [three, any])
    func `a diagonal of what is written`(indices: [Model.Index]) throws {
        let last = indices[0].last ?? "3"
        let graph = try ComputationalGraph(
            model(indices, ["s_t_k"], "L = -sum_t log(exp(s_t_t) / sum_k exp(s_t_k))"))
        #expect(graph.nodes.count { $0.operation == .exp } == 9)
        try graph.check(Statement("d L / d s_t_k = exp(s_t_k) / sum_j exp(s_t_j) - [t = k]"))
        #expect(graph.gradient("s_1_\(last)").count == 1)
        // In one function of both.
        _ = try ComputationalGraph(
            model(indices, ["s_t_k", "T"], "f(x, T) = exp(x / T)\nL = sum_t (f(s_t_t, T) / sum_k f(s_t_k, T))"))
    }

    @Test func `a diagonal of two vectors`() throws {
        let graph = try ComputationalGraph(
            model(
                Self.any + [.init("m", 1...3, last: "n")], ["u_t_m", "v_t_m"],
                "L = -sum_t log(exp(sum_m (u_t_m * v_t_m)) / sum_k exp(sum_m (u_t_m * v_k_m)))"
            ).rolledUp(["t", "k", "m"]))
        #expect(graph.nodes.count { $0.operation == .exp } == 1)
    }

    /// Where the index is a number the branch that is not taken is not there.
    @Test func `branches on indices`() throws {
        let graph = try ComputationalGraph(
            model(
                [.init("t", 1...3)], ["x_t"], "y_t = if t = 1 then x_t else x_t / (t - 1)\nL = sum_t (t * y_t)")
        )
        #expect(graph.gradient("x_1") == ["1"])
        #expect(graph.gradient("x_2") == ["2"])
        #expect(graph.gradient("x_3") == ["3/2"])
        #expect(!graph.nodes.contains { $0.operation?.isComparison == true })
    }

    @Test func `a diagonal drawn as one`() throws {
        let graph = try ComputationalGraph(
            model(
                Self.any, ["l_t_k"], "L = sum_t log(l_t_t) + sum_t (sum_k l_t_k) / 2", assuming: ["l_t_k > 0"]
            ).rolledUp(["t", "k"]))
        #expect(graph.gradient("l_t_k") == ["1/l_t_t", "1/2"])
    }

    /// The trace of a product has no condition in its gradient: ∑_j [i = j] c_kj is c_ki.
    @Test func `a diagonal of what is computed`() throws {
        let graph = try ComputationalGraph(
            model(
                [.init("t", 1...3, last: "n"), .init("k", 1...3, last: "n"), .init("m", 1...3, last: "n")],
                ["b_t_m", "c_m_k"], "a_t_k = sum_m (b_t_m * c_m_k)\nL = sum_t a_t_t"
            ).rolledUp(["t", "k", "m"]))
        #expect(graph.gradient("b_t_m") == ["c_m_t"])
        #expect(graph.gradient("c_m_k") == ["b_k_m"])
    }

    @Test func `a diagonal picked by a condition`() throws {
        let graph = try ComputationalGraph(
            model(Self.any, ["x_t"], "L = sum_t (x_t * sum_k ([t = k] * x_k))").rolledUp(["t", "k"]))
        #expect(!graph.gradient("x_t").contains { $0.contains("[") })
        try graph.check(Statement("d L / d x_t = 2 * x_t"))
    }

    @Test func `what has just a diagonal is called with one index`() {
        #expect(
            message(model([.init("t", 1...3, last: "n")], ["l_t_t"], "L = sum_t log(l_t_t)")) == """
                <formula>:1:1: error: the values of ‘t’ are not all alike, so that they can’t be any number, 1, 2, …, n
                    t
                    ^
                ‘l_{t,t}’ has ‘t’ twice; values with one index are called ‘l_t’
                """)
    }

    // MARK: In functions

    @Test(arguments: [three, any])
    func `a function takes the number of its index`(indices: [Model.Index]) throws {
        let number = indices[0].last ?? "3"
        func gradient(_ equations: SourceSlice) throws -> [String] {
            try ComputationalGraph(model([indices[0]], ["x_t"], equations)).gradient("x_\(number)")
        }
        #expect(try gradient("f(x_j) = sum_j (j * x_j)\nL = f(x_t)") == [number])
        #expect(try gradient("f(x_j) = j * x_j\nL = sum_t f(x_t)") == [number])
        #expect(try gradient("f(x_j) = [j > 1] * x_j^2 / 2\nL = sum_t f(x_t)") == ["x_\(number)"])
        // A parameter of that name is what is given.
        #expect(try gradient("f(x_j, j) = j * x_j\nL = sum_t f(x_t, 2)") == ["2"])
    }

    @Test func `an array without indices has no numbers`() {
        let array = Model(
            shapes: [.init("X", ["N"])],
            layers: [
                Layer("layer", inputs: ["X"], equations: "f(x_k) = sum_k (k * x_k)\nL = f(X)", outputs: ["L"])
            ])
        #expect(
            message(array) == """
                <formula>:2:7: error: ‘f’ takes the number of an index, ‘k’, which an array without indices has not
                    L = f(X)
                          ^
                write this equation with indices
                """)
    }

    // MARK: Errors

    @Test(
        arguments: [
            (
                "L = sum_k x_k * t", 18,
                "‘t’ is an index, and stands for no number here: it is not on the left side",
                "a value for each is an input with it, as in ‘x_t’"
            ),
            (
                "L = sum_k x_k * k", 18,
                "‘k’ is an index, and stands for no number here: it is not on the left side",
                "‘sum_k’ takes only the factor right after it: put all it takes in brackets"
            ),
        ] as [(SourceSlice, Int, String, String)])
    func `an index that is not bound`(equation: SourceSlice, column: Int, error: String, hint: String) {
        #expect(
            message(model(Self.three, ["x_k"], equation)) == """
                <formula>:1:\(column - 1): error: \(error)
                    \(equation.text)
                    \(String(repeating: " ", count: column - 2))^
                \(hint)
                """)
    }

    @Test func `a quotient by a number that is 0 for some index`() {
        #expect(
            message(model([.init("t", 1...3, last: "n")], ["x_t"], "L = sum_t (x_t / (t - 1))")) == """
                <formula>:1:12: error: this divides by zero where t = 1
                    L = sum_t (x_t / (t - 1))
                               ^~~~~~~~~~~~~
                say what is there instead, as in ‘if t - 1 = 0 then 0 else …’
                """)
    }

    @Test func `a branch without a value for some of any number`() {
        #expect(
            message(
                model([Self.any[0]], ["x_t"], "y_t = if t = 1 then x_t else x_t / (t - 1)\nL = sum_t y_t"))
                    == """
                    <formula>:1:1: error: the values of ‘t’ are not all alike, so that they can’t be any number, 1, 2, …, n
                        t
                        ^
                    ‘x_t / (t - 1)’ has no value for t = 1
                    """)
    }

    @Test func `the delta of Kronecker`() {
        #expect(
            message(model(Self.three, ["x_t"], "L = sum_t sum_k (delta_tk * x_t * x_k)")) == """
                <formula>:1:18: error: ‘delta_{t,k}’ is not defined
                    L = sum_t sum_k (delta_tk * x_t * x_k)
                                     ^~~~~~~~
                whether indices are equal is written ‘[t = k]’
                """)
    }
}
