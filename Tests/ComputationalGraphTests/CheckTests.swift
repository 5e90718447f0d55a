import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// The check finds what is wrong, if something is.
@Suite struct CheckTests {
    /// Checks the graph of `model` with one backward value changed.
    private func check(
        _ model: Model, edge wrong: String, changedTo value: String
    ) throws {
        let graph = try ComputationalGraph(model)
        let index = try #require(graph.lines.firstIndex { $0.hasPrefix(wrong + ":") })
        var backward = graph.edges.map(\.backward)
        backward[index] = try Formula(.init(value)).instantiate()
        try Check(graph, graph.conditions, backward: backward).run()
    }

    @Test(arguments: [3, 40])
    func aWrongValueIsNamed(classes: Int) throws {
        for (edge, value) in [
            ("a_2 → exp_2", "y_2 - t_1"), ("exp_1 → sum", "2/S"), ("sum → reciprocal", "-1/S"),
            ("log_3 → product2_3", "t_3"),
            ("reciprocal → product_3", "-t_3*S*1.001"), ("product3 → L", "-1"),
        ] {
            let failure = #expect(throws: CheckFailure.self) {
                try check(softmaxWithLoss(classes: classes), edge: edge, changedTo: value)
            }
            #expect(failure?.place == edge)
        }
    }

    @Test func theMessageSaysWhatAndWhere() throws {
        let failure = try #require(
            #expect(throws: CheckFailure.self) {
                try check(layer(inputs: ["x"], "L = 3*x"), edge: "x → product", changedTo: "4")
            })
        let x = failure.point[0].value
        #expect(
            failure.description.hasPrefix("internal error: on x → product the value 4 is 4.0, but numerically ")
        )
        #expect(failure.description.hasSuffix(", at x = \(x)"))
        #expect(abs(failure.expected - 3) < 1e-9)
    }

    @Test func aValueThatCannotBeCheckedDoesNotPass() {
        let error = #expect(throws: Diagnostic.self) {
            try check(layer(inputs: ["x"], "L = 3*x"), edge: "x → product", changedTo: "3/(x-x)")
        }
        #expect(error?.message == "the gradient here is too steep to be checked numerically")
    }

    @Test func anotherFormOfTheSameValuePasses() throws {
        try check(softmaxWithLoss(classes: 3), edge: "exp_1 → product_1", changedTo: "-t_1/(y_1*S)")
        // Only because the labels add to 1.
        try check(softmaxWithLoss(classes: 3), edge: "sum → reciprocal", changedTo: "(t_1+t_2+t_3)/S")
    }

    @Test func aPointSatisfiesTheAssumptions() throws {
        let model = layer(
            inputs: ["t_k", "u", "v"], "L = sum_k t_k * u * v",
            assuming: ["sum_k t_k = 1", "t_1 = 0.5", "u^2 + v^2 = 4", "u = v"])
        let graph = try ComputationalGraph(model)
        var generator = SplitMix64(seed: 1)
        let point = try Point(in: graph, Assumptions(graph.conditions, of: graph), &generator)
        let t = (1...3).map { point[Symbol("t", $0)] }
        #expect(abs(t[0] - 0.5) < 1e-9)
        #expect(abs(t[0] + t[1] + t[2] - 1) < 1e-9)
        #expect(t.allSatisfy { $0 > 0 })
        #expect(abs(point[Symbol("u")] - 2.0.squareRoot()) < 1e-9)
    }

    /// The first values for seed 0, from the reference implementation of the algorithm.
    @Test func splitMix64() {
        var generator = SplitMix64(seed: 0)
        #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
        #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    }
}
