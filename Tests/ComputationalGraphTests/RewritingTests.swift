import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// How a gradient is brought into its printed form: a form for each fact that is used.
struct RewritingTests {
    /// The forms of the gradient along an edge, each with the names of what it rests on.
    private func forms(_ edge: SourceSlice, of model: Model) throws -> [String] {
        let graph = try ComputationalGraph(model)
        let edges = Array(try graph.edges(matching: edge))
        let gradient = try #require(try graph.gradient(along: edges))
        let rule = edges.count == 1 ? graph.gradientRule(of: edges[0]) : nil
        return graph.rewritings(along: edges, from: rule, to: gradient, by: graph.factsOfGradient(along: edges))
            .map { rewriting in
                let facts = graph.told(rewriting.facts).map { fact in
                    switch fact {
                    case .definition(let symbol, _): symbol.plain
                    case .assumption(_, _, _, let place): place.text
                    case .stated(let left, _, _, _): left.place.text
                    }
                }
                return ([rewriting.form.plain] + facts).joined(separator: " by ")
            }
    }

    private let normalization: SourceSlice = """
        mu  = mean_i x_i
        d_i = x_i - mu
        v   = mean_i d_i^2
        s   = sqrt(v)
        h_i = d_i / s
        y_i = gamma * h_i + beta
        """

    /// That what is normalized adds up to 0 takes three definitions.
    @Test func `batch normalization of any number of values`() throws {
        let model = Model(
            indices: [.init("i", 1...3, last: "n")],
            layers: [
                Layer(
                    "Batch Normalization", inputs: ["x_i", "gamma", "beta"], equations: normalization,
                    outputs: ["y_i"],
                    upstream: [.init("y_i", name: "g_i")])
            ])
        #expect(
            try forms("mu", of: model.rolledUp(["i"])) == [
                "gamma*(sum_i (g_i*h_i)*sum_i d_i/(n*s)-sum_i g_i)/s by h_i",
                "gamma*((sum_i x_i-n*mu)*sum_i (g_i*h_i)/(n*s)-sum_i g_i)/s by d_i",
                "-gamma*sum_i g_i/s by mu",
            ])
    }

    /// Of three and more lanes the equation is told that they are of.
    @Test func `batch normalization of three values`() throws {
        let model = Model(
            indices: [.init("i", 1...3)],
            layers: [
                Layer(
                    "Batch Normalization", inputs: ["x_i", "gamma", "beta"], equations: normalization,
                    outputs: ["y_i"],
                    upstream: [.init("y_i", name: "g_i")])
            ])
        let forms = try forms("x_1 -> mu", of: model)
        #expect(forms.map { $0.split(separator: " by ").last } == ["h_i", "d_i", "mu"])
        #expect(forms.last == "-gamma*(g_1+g_2+g_3)/(3*s) by mu")
    }

    /// Names are put in where that makes it shorter, and what they stand for where it doesn't: p + q = 1.
    @Test func `shares of a whole`() throws {
        let shares = layer(
            inputs: ["a", "b"],
            """
            s = a + b
            p = a / s
            q = b / s
            L = p * log(p) + q * log(q)
            """, assuming: ["a > 0", "b > 0"])
        #expect(
            try forms("a", of: shares) == [
                "(log(p)*(s-a)-s*q*log(q))/s^2 by p", "(b*log(p)-s*q*log(q))/s^2 by s",
                "q*(log(p)-log(q))/s by q",
            ])
    }

    @Test func `one fact is one step, and none is none`() throws {
        #expect(try forms("S", of: softmaxWithLoss(classes: 3)) == ["1/S by sum_k t_k = 1"])
        #expect(try forms("y_1", of: softmaxWithLoss(classes: 3)) == ["-t_1/y_1"])
    }
}
