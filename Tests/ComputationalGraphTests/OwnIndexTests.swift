import ComputationalGraph
import Diagnostics
import Testing

/// A sum may have an index of its own, which is declared nowhere: the j of `sum_j exp(a_j)` runs over what a_k has.
struct OwnIndexTests {
    private func model(_ equations: SourceSlice, assuming: [SourceSlice] = [], last: String? = nil) -> Model {
        Model(
            indices: [.init("k", 1...3, last: last)],
            layers: [
                Layer(
                    "layer", inputs: ["a_k", "w"], equations: equations, assumptions: assuming, outputs: ["y_k"]
                )
            ])
    }

    @Test(arguments: [
        "y_k = w * exp(a_k) / sum_j exp(a_j)", "y_k = w * exp(a_k) / sum_{i=1}^3 exp(a_i)",
        "y_k = w * exp(a_k) / \\sum_{l} \\exp(a_l)",
    ])
    func `it is the declared one by another name`(equations: String) throws {
        let own = try ComputationalGraph(model(SourceSlice(equations)))
        let declared = try ComputationalGraph(model("y_k = w * exp(a_k) / sum_k exp(a_k)"))
        #expect(own.lines == declared.lines)
    }

    @Test func `there are any number of values of both`() throws {
        let own = try ComputationalGraph(
            model("y_k = w * exp(a_k) / sum_{j=1}^n exp(a_j)", assuming: ["sum_i a_i = 1"], last: "n"))
        let declared = try ComputationalGraph(
            model("y_k = w * exp(a_k) / sum_k exp(a_k)", assuming: ["sum_k a_k = 1"], last: "n"))
        #expect(own.lines == declared.lines)
    }

    @Test func `beside the declared one`() throws {
        let graph = try ComputationalGraph(model("y_k = w * sum_j ([j <= k] * a_j)"))
        #expect(graph.gradient("a_2") == ["0", "(d L / d y_2)*w", "(d L / d y_3)*w"])
    }

    @Test(arguments: [
        (
            "y_k = a_k * sum_q (q * w)",
            """
            <formula>:1:13: error: the index ‘q’ is not defined here
                y_k = a_k * sum_q (q * w)
                            ^~~~~
            there is the index ‘k’; another is declared, as in ‘index: { q: 1...3 }’
            """
        ),
        (
            "y_k = a_k * sum_{q=1}^5 (w * q)",
            """
            <formula>:1:13: error: the index ‘q’ is not defined here
                y_k = a_k * sum_{q=1}^5 (w * q)
                            ^~~~~~~~~~~
            there is the index ‘k’; another is declared, as in ‘index: { q: 1...3 }’
            """
        ),
        (
            "y_k = w * sum_{j=2}^3 a_j",
            """
            <formula>:1:11: error: in a layer ‘sum_j’ takes all values of its index
                y_k = w * sum_{j=2}^3 a_j
                          ^~~~~~~~~~~
            some of them are taken by a condition: ‘sum_j ([j >= 2] * [j <= 3] * …)’
            """
        ),
    ])
    func `what runs over nothing that is known`(equations: String, expected: String) {
        #expect(message(model(SourceSlice(equations))) == expected)
    }
}
