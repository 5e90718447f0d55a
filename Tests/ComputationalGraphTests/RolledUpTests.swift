import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Models whose lanes are drawn as one: an operation on all values of an index is one node.
struct RolledUpTests {
    private let batchNormalization = Model(
        indices: [.init("i", 1...3, last: "n")],
        layers: [
            Layer(
                "Batch Normalization", inputs: ["x_i", "gamma", "beta", "eps"], constants: ["eps"],
                equations: """
                    mu  = (sum_i x_i) / n
                    d_i = x_i - mu
                    v   = (sum_i d_i^2) / n
                    s   = sqrt(v + eps)
                    h_i = d_i / s
                    y_i = gamma * h_i + beta
                    """, outputs: ["y_i"], upstream: [Layer.NamedGradient("y_i", name: "g_i")])
        ])
    private let affine = Model(
        indices: [.init("i", 1...4), .init("j", 1...2)],
        layers: [
            Layer(
                "Affine", inputs: ["x_i", "w_i_j", "b_j"], equations: "y_j = sum_i (x_i * w_i_j) + b_j",
                outputs: ["y_j"], upstream: [Layer.NamedGradient("y_j", name: "g_j")])
        ])

    @Test func `softmax with loss`() throws {
        let graph = try ComputationalGraph(
            softmaxWithLoss(classes: 3).withFirstIndex(last: "n").rolledUp(["k"]))
        #expect(
            graph.lines == [
                "a_k → exp_k: a_k, y_k-t_k", "exp_k → sum: exp(a_k), 1/S", "sum → reciprocal: S, 1/S",
                "exp_k → product_k: exp(a_k), -t_k/exp(a_k)", "reciprocal → product_k: 1/S, -S",
                "product_k → log_k: y_k, -t_k/y_k", "t_k → product2_k: t_k",
                "log_k → product2_k: log(y_k), -t_k",
                "product2_k → sum2: t_k*log(y_k), -1",
                "sum2 → product3: sum_k (t_k*log(y_k)), -1", "constant → product3: -1",
                "product3 → L: L, 1",
            ])
    }

    @Test func `what comes back to a value that all lanes take is the sum over them`() throws {
        let lines = try ComputationalGraph(batchNormalization.rolledUp(["i"])).lines
        for line in [
            "beta → sum4_i: beta, sum_i g_i", "gamma → product_i: gamma, sum_i (g_i*h_i)",
            "sqrt → quotient3_i: s, -gamma*sum_i (g_i*h_i)/s",
            "quotient → difference_i: mu, -gamma*sum_i g_i/s",
            // Inside and outside of the sum are two indices.
            "difference_i → power_i: d_i, -gamma*h_i*sum_j (g_j*h_j)/(n*s)",
            "difference_i → quotient3_i: d_i, g_i*gamma/s",
        ] {
            #expect(lines.contains(line), "\(lines)")
        }
    }

    @Test func `one of two indices is rolled up, or both`() throws {
        #expect(
            try ComputationalGraph(affine.rolledUp(["i", "j"])).lines == [
                "x_i → product_i_j: x_i, sum_j (g_j*w_i_j)", "w_i_j → product_i_j: w_i_j, g_j*x_i",
                "product_i_j → sum_j: x_i*w_i_j, g_j", "sum_j → sum2_j: sum_i (x_i*w_i_j), g_j",
                "b_j → sum2_j: b_j, g_j", "sum2_j → y_j: y_j, g_j",
            ])
        #expect(
            try ComputationalGraph(affine.rolledUp(["i"])).gradient("x_i") == ["g_1*w_i_1", "g_2*w_i_2"])
        let graph = try ComputationalGraph(affine.rolledUp(["j"]))
        #expect(graph.gradient("x_3") == ["sum_j (g_j*w_3_j)"])
        #expect(graph.gradient("w_3_j") == ["g_j*x_3"])
    }

    @Test func `a selector means the arrow of the whole array`() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 3).rolledUp(["k"]))
        for (selector, line) in [
            ("exp(a_k) -> S", "exp_k → sum: exp(a_k), 1/S"),
            ("1/S", "reciprocal → product_k: 1/S, -S"),
            ("sum_k (t_k * log(y_k))", "sum2 → product3: sum_k (t_k*log(y_k)), -1"),
        ] {
            #expect(try graph.edges(matching: SourceSlice(selector)).map { graph.lines[$0] } == [line])
        }
    }

    /// What is written on an arrow of an array is proven for each of its values, also what is added up there.
    @Test func `gradients of arrays are proven`() throws {
        let rolledUp = try ComputationalGraph(batchNormalization.rolledUp(["i"]))
        let instance = try #require(rolledUp.instances.last)
        // What comes back to beta, gamma, mu and s; and to all that is used several times: these, each x and each d.
        #expect(instance.bundles.count == 4 + 4 + 5 + 5)
        for bundle in instance.bundles.indices {
            var gradients = instance.bundles.map(\.gradient)
            gradients[bundle] = gradients[bundle] * 2
            #expect(throws: CheckFailure.self) {
                try ValueProof(instance, instance.conditions, bundled: gradients).run()
            }
        }
    }

    /// However many values there are, what is said of all is proven for a few, as for any number.
    @Test(arguments: [7, 200]) func `many values are proven as any number is`(count: Int) throws {
        let softmax = try [3, count].map {
            try ComputationalGraph(softmaxWithLoss(classes: $0).rolledUp(["k"]))
        }
        #expect(softmax[0].lines == softmax[1].lines)
        let any = try ComputationalGraph(batchNormalization.rolledUp(["i"]))
        let graph = try ComputationalGraph(batchNormalization.withFirstIndex(1...count).rolledUp(["i"]))
        #expect(graph.gradient("x_i")[0] == "-gamma*sum_i g_i/(\(count)*s)")
        #expect(graph.instances.map(\.nodes.count) == any.instances.map(\.nodes.count))
        // Few are proven one by one.
        let few = try ComputationalGraph(batchNormalization.withFirstIndex(1...4).rolledUp(["i"]))
        #expect(few.instances.map { $0.inputSymbols.count } == [4 + 3])
    }

    @Test func `a statement speaks of each of many values`() throws {
        let graph = try ComputationalGraph(affine.withFirstIndex(1...12).rolledUp(["i", "j"]))
        try graph.check(Statement("y_2 = sum_i (x_i * w_i_2) + b_2"))
        try graph.check(Statement("x_12 * w_12_1 = y_1 - b_1 - sum_i (x_i * w_i_1) + x_12 * w_12_1"))
        let error = #expect(throws: Diagnostic.self) { try graph.check(Statement("x_12 = x_11")) }
        #expect("\(error!)".contains("x_12 = x_11"))
    }

    @Test func `what is not alike cannot be drawn as one`() throws {
        func message(_ model: Model) -> String? {
            do {
                _ = try ComputationalGraph(model)
                return nil
            } catch { return "\(error)" }
        }
        let equations: SourceSlice = "y_k = x_k^2 + x_1\nL = sum_k y_k"
        let model = Model(
            indices: [.init("k", 1...3)],
            layers: [Layer("layer", inputs: ["x_k"], equations: equations, outputs: ["L"])])
        #expect(
            message(model.rolledUp(["k"])) == """
                <formula>:1:1: error: the values of ‘k’ are not all alike, so that they can’t be drawn as one
                    k
                    ^
                ‘x_1’ is a single one of them
                """)
    }

    @Test func `random models rolled up are proven`() throws {
        var (drawn, refused) = (0, 0)
        for seed: UInt64 in 6000..<6070 {
            let model = RandomModel(seed: seed).model
            guard (try? ComputationalGraph(model)) != nil else { continue }
            do {
                let graph = try ComputationalGraph(model.rolledUp(["k"]))
                drawn += 1
                let lanes = graph.nodes.flatMap(\.lane)
                #expect(lanes.isEmpty, "seed \(seed)")
            } catch let error as Diagnostic where "\(error)".contains("not all alike") {
                refused += 1
            }
        }
        #expect(drawn > 15, "\(refused)")
    }
}
