import Gradfig
import Testing

struct ExplanationTests {
    /// Of any number of lanes three are drawn; what comes back from those between them is left out by dots.
    @Test func `what comes back from lanes that are not drawn`() throws {
        let set = try FigureSet(
            SourceText(
                """
                title: Scale
                index: { i: 1...n }
                layers:
                  - { name: Scale, input: [x_i, c], equations: y_i = c * x_i, output: y_i, upstream: { y_i: g_i } }
                figures:
                  - { id: f, title: Scale, backward: all }
                """, name: "net.yaml"))
        #expect(
            try WrittenExplanation(of: set).markdown(edge: "c").contains(
                #"$$g_1 x_1 + g_2 x_2 + \cdots + g_n x_n = \sum_{i} g_i x_i$$"#))
    }

    private func explanation(_ equations: String, input: String, edge: SourceSlice) throws -> String {
        let set = try FigureSet(
            SourceText(
                """
                title: Net
                index: { k: 1...3 }
                layers:
                  - { name: Net, input: [\(input)], equations: "\(equations)", output: L }
                figures:
                  - { id: f, title: Net, backward: all, lanes: none }
                """, name: "net.yaml"))
        return try WrittenExplanation(of: set).markdown(edge: edge)
    }

    @Test func `a paragraph says whose gradient it is of`() throws {
        let text = try explanation("L = w * x", input: "w, x", edge: "x")
        #expect(text.contains("**Back from “×” to the outside: the gradient on $x$.** "))
    }

    @Test func `where pieces meet there may be no derivative`() throws {
        let text = try explanation("L = 2 * relu(w * x)", input: "w, x", edge: "w * x")
        #expect(
            text.hasSuffix(
                "Where $w x = 0$ two pieces meet; if there is no derivative, the gradient is what its formula says.\n"
            ))
        #expect(try explanation("L = max(x, w)", input: "w, x", edge: "x").contains("Where $x = w$ two pieces"))
        #expect(
            try explanation("L = if x > w then x^2 else 0", input: "w, x", edge: "x^2").contains(
                "Where $x = w$ two pieces"))
        #expect(try !explanation("L = exp(x)", input: "x", edge: "x").contains("pieces"))
    }

    /// A weight that all lanes share.
    @Test func `a parameter gets the sum over its uses`() throws {
        let text = try explanation("L = sum_k (w * x_k)^2", input: "w, x_k", edge: "w")
        #expect(text.contains("What is used for all values of an index gets the sum over these."))
        #expect(text.contains(#"$$\sum_{k} "#))
    }

    /// Of lanes that are drawn as one the branches add up, too.
    @Test func `branches add up`() throws {
        let text = try explanation("L = sum_k (exp(x_k) * tanh(exp(x_k)))", input: "x_k", edge: "x_k")
        #expect(text.contains("Upstream gradients, added up, × local derivative of “exp”."))
    }
}
