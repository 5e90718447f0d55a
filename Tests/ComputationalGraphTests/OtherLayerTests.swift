import ComputationalGraph
import Symbolic
import Testing

/// Gradients of other layers, against the closed forms one finds in textbooks.
@Suite struct OtherLayerTests {
    @Test func anInputUsedTwiceHasTwoEdges() throws {
        #expect(
            try ComputationalGraph(layer(inputs: ["x"], "L = x * x")).lines == [
                "x → product: x, x", "x → product: x, x", "product → L: L, 1",
            ])
    }

    @Test func whereAValueFansOutDerivativesAdd() throws {
        let graph = try ComputationalGraph(layer(inputs: ["x"], "u = exp(x)\nL = u^2 + 3*u"))
        #expect(graph.gradient("x") == ["u*(2*u+3)"])
    }

    @Test func meanSquaredError() throws {
        let model = layer(inputs: ["y_k", "t_k"], constants: ["t_k"], "L = sum_k (y_k - t_k)^2 / 3")
        let graph = try ComputationalGraph(model)
        #expect(graph.gradient("y_2") == ["2*(y_2-t_2)/3"])
        #expect(graph.gradient("t_2") == ["none"])
    }

    @Test func sigmoid() throws {
        let graph = try ComputationalGraph(layer(inputs: ["x"], "y = 1 / (1 + exp(-x))", outputs: ["y"]))
        #expect(graph.gradient("x") == ["y*(1-y)"])
    }

    @Test func sigmoidWithSquaredError() throws {
        let graph = try ComputationalGraph(
            layer(inputs: ["x", "t"], constants: ["t"], "y = 1 / (1 + exp(-x))\nL = (y - t)^2"))
        #expect(graph.gradient("x") == ["2*y*(y-t)*(1-y)"])
    }

    /// Sums stay in brackets through the layers.
    @Test func perceptron() throws {
        let model = layer(
            inputs: ["x_i", "v_{k,i}", "w_{i,k}", "t_i"], constants: ["x_i", "t_i"],
            """
            h_k = tanh(sum_i (v_{k,i} * x_i))
            y_i = tanh(sum_k (w_{i,k} * h_k))
            L   = sum_i (y_i - t_i)^2
            """)
        let graph = try ComputationalGraph(model)
        #expect(graph.gradient("w_2_3") == ["2*h_3*(y_2-t_2)*(1-y_2^2)"])
        #expect(
            graph.gradient("v_1_2") == [
                "2*x_2*(1-h_1^2)*(w_1_1*(y_1-t_1)*(1-y_1^2)+w_2_1*(y_2-t_2)*(1-y_2^2))"
            ])
    }

    @Test func sigmoidWithCrossEntropy() throws {
        let model = layer(
            inputs: ["x", "t"], constants: ["t"], "y = 1/(1 + exp(-x))\nL = -(t*log(y) + (1 - t)*log(1 - y))")
        #expect(try ComputationalGraph(model).gradient("x") == ["y-t"])
    }

    @Test func softmaxMadeStable() throws {
        let model = layer(
            inputs: ["a_k", "t_k", "m"], constants: ["t_k", "m"],
            "S = sum_k exp(a_k - m)\ny_k = exp(a_k - m) / S\nL = -sum_k (t_k * log(y_k))",
            assuming: ["sum_k t_k = 1"])
        #expect(try ComputationalGraph(model).gradient("a_3") == ["y_3-t_3"])
    }

    @Test func logSumExp() throws {
        let graph = try ComputationalGraph(layer(inputs: ["a_i"], "S = sum_i exp(a_i)\nL = log(S)"))
        #expect(graph.gradient("a_1") == ["exp(a_1)/S"])
    }

    @Test func affineWithTanh() throws {
        let model = layer(
            inputs: ["x_i", "w_{k,i}", "b_k"], constants: ["x_i"],
            "z_k = tanh(sum_i (w_{k,i} * x_i) + b_k)\nL = prod_k z_k")
        let graph = try ComputationalGraph(model)
        // ∂L/∂b_1 = (1 − z_1²) z_2 z_3, and L = z_1 z_2 z_3.
        #expect(graph.gradient("b_1") == ["z_2*z_3*(1-z_1^2)"])
        #expect(graph.gradient("w_1_2") == ["x_2*z_2*z_3*(1-z_1^2)"])
        #expect(
            graph.nodes.filter { $0.id.hasPrefix("product_2_") }.map(\.value.plain) == [
                "w_2_1*x_1", "w_2_2*x_2",
            ])
    }

    @Test func batchNormalisation() throws {
        let model = layer(
            inputs: ["x_i", "g", "b", "w_i"], constants: ["w_i"],
            """
            m   = sum_i x_i / 2
            v   = sum_i (x_i - m)^2 / 2
            s   = sqrt(v + 1e-5)
            z_i = (x_i - m) / s
            L   = sum_i (w_i * (g * z_i + b))
            """)
        let graph = try ComputationalGraph(model)
        let edges = try graph.edges(matching: "v").map { graph.edges[$0].backward?.plain }
        #expect(edges == ["-g*(w_1*z_1+w_2*z_2)/(2*s^2)"])
        // The loss by x_1, as a difference quotient of the formulas written out here.
        func loss(_ x: [Double]) -> Double {
            let m = (x[0] + x[1]) / 2
            let s = (((x[0] - m) * (x[0] - m) + (x[1] - m) * (x[1] - m)) / 2 + 1e-5).squareRoot()
            return 0.3 * (1.2 * (x[0] - m) / s + 0.1) + 0.7 * (1.2 * (x[1] - m) / s + 0.1)
        }
        let inputs = ["x_1": 0.4, "x_2": 0.41, "g": 1.2, "b": 0.1, "w_1": 0.3, "w_2": 0.7]
        let values = try graph.values(
            at: Dictionary(uniqueKeysWithValues: inputs.map { (try graph.input(.init($0.key)), $0.value) }))
        let total = graph.edges.indices.filter { graph.nodes[graph.edges[$0].source].id == "x_1" }
            .reduce(0) { $0 + (values.backward[$1] ?? .nan) }
        let difference = (loss([0.4 + 1e-6, 0.41]) - loss([0.4 - 1e-6, 0.41])) / 2e-6
        #expect(abs(total - difference) < 1e-6 * abs(difference))
    }

    @Test func everyOperation() throws {
        let model = layer(
            inputs: ["x", "y"],
            "L = x^y - 2^x / y + sin(x)*cos(y)*tan(x) - -sinh(y)*cosh(x) + sqrt(x*y) - log(x)/x^0.5")
        #expect(try ComputationalGraph(model).missingGradientReason == nil)
    }

    /// Steep, flat and wide functions pass the check.
    @Test(arguments: [
        "exp(exp(exp(x)))", "x^40", "exp(20*x)", "tanh(30*x)", "1e-9*x", "1e12*x + 1", "tan(x)^5", "log(x - 3)",
        "sqrt(1 - x^2)",
        "1/(x - 1)", "log(-x)", "(x-1)^3", "x/x", "exp(-x^2)*sin(100*x)",
    ])
    func difficultFunctions(formula: String) throws {
        let graph = try ComputationalGraph(layer(inputs: ["x"], .init("L = " + formula)))
        #expect(graph.edges.contains { $0.backward != nil })
    }

    @Test func equalSubexpressionsAreOneNode() throws {
        let graph = try ComputationalGraph(
            layer(inputs: ["x"], "u = exp(x)\nv = exp(x)\nL = u*v + exp(x) + 2*2"))
        #expect(graph.nodes.map(\.id) == ["x", "exp", "product", "constant", "product2", "sum", "L"])
        #expect(
            graph.definitions.map { "\($0.symbol.plain) = \($0.value)" } == [
                "u = exp(x)", "v = u", "L = u*u+u+2*2",
            ])
    }

    @Test func definitionsMayComeInAnyOrder() throws {
        let graph = try ComputationalGraph(layer(inputs: ["x"], "L = y + 1\ny = exp(u)\nu = 2*x"))
        #expect(graph.gradient("x") == ["2*y"])
    }

    @Test func aSumWithinAFormulaIsBuiltOnce() throws {
        let graph = try ComputationalGraph(
            layer(inputs: ["a_i"], "y_i = exp(a_i) / sum_i exp(a_i)", outputs: ["y_i"]))
        #expect(graph.nodes.filter { $0.kind == .operation(.sum) }.count == 1)
    }

    @Test func withoutAnInputToDifferentiateByThereIsNoGradient() throws {
        let graph = try ComputationalGraph(layer(inputs: ["x"], constants: ["x"], "L = x^2"))
        #expect(
            graph.missingGradientReason
                == "all inputs are constants; a gradient needs an input to differentiate by")
        #expect(graph.edges.allSatisfy { $0.backward == nil })
    }

    @Test func nodeNamesAvoidSymbols() throws {
        let graph = try ComputationalGraph(layer(inputs: ["product", "x"], "L = product * x + x*x"))
        #expect(graph.nodes.map(\.id) == ["product", "x", "product2", "product3", "sum", "L"])
    }
}
