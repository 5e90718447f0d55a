import Diagnostics
import Symbolic
import TestSupport
import Testing

@testable import ComputationalGraph

/// A value that has several names: what comes back to it by each of them is the gradient of that name.
struct SeveralNamesTests {
    private func graph(_ equations: SourceSlice, gradients: [String], inputs: [SourceSlice] = ["a", "c"]) throws
        -> ComputationalGraph
    {
        var model = layer(inputs: inputs, equations)
        model.layers[0].gradients = gradients.map { Layer.NamedGradient(SourceSlice($0)) }
        return try ComputationalGraph(model)
    }

    private func definitions(_ graph: ComputationalGraph) -> [String] {
        graph.gradientDefinitions.map { "\($0.symbol.plain) = \($0.value.plain)" }
    }

    @Test(arguments: [
        // Two equations say the same.
        ("u = exp(a)\nv = exp(a)\nL = u*c + v^2", ["u", "v"], ["d L / d v = 2*u", "d L / d u = c"]),
        ("u = exp(a)\nv = exp(a)\nL = u*v + c", ["u"], ["d L / d u = u"]),
        // One is written with the other.
        ("u = exp(a)\nz = u\nL = c*u + z^2", ["z"], ["d L / d z = 2*u"]),
        ("u = exp(a)\nz = u\nL = c*u + z^2", ["u", "z"], ["d L / d z = 2*u", "d L / d u = d L / d z+c"]),
        ("u = exp(a)\nz = u\nL = c*z", ["u", "z"], ["d L / d z = c", "d L / d u = d L / d z"]),
        // An input has another name.
        ("z = a\nL = a*c + z^3", ["z"], ["d L / d z = 3*a^2"]),
        // The formula stands elsewhere without the name.
        ("q = c*c\nL = q*a + sin(c*c)", ["q"], ["d L / d q = a"]),
        ("q = exp(c)\nL = q^2 + exp(c)*a", ["q"], ["d L / d q = 2*q"]),
    ]) func `each name has a gradient`(equations: String, gradients: [String], expected: [String]) throws {
        let graph = try graph(SourceSlice(equations), gradients: gradients)
        #expect(definitions(graph) == expected)
        for definition in graph.gradientDefinitions {
            try graph.check(Statement(SourceSlice("\(definition.symbol.plain) = \(definition.value.plain)")))
        }
    }

    /// What comes back to the node is the sum of them.
    @Test func `the gradients of all names add up`() throws {
        let graph = try graph("u = exp(a)\nv = exp(a)\nL = u*c + v^2 + u", gradients: ["u", "v"])
        let node = graph.nodes.firstIndex { $0.definition == Symbol("u") }!
        let leaving = graph.edges.indices.filter { graph.edges[$0].source == node }
        #expect(try graph.gradient(along: leaving)?.plain == "d L / d u+d L / d v")
    }

    /// Where the same is done to both, the graph has it once, and they can't be told apart.
    @Test func `names that are not told apart have no gradients of their own`() throws {
        func error(_ equations: SourceSlice, _ gradient: String) -> Diagnostic? {
            #expect(throws: Diagnostic.self) { try graph(equations, gradients: [gradient]) }
        }
        let both = error("u = exp(a)\nv = exp(a)\nL = sin(u)*c + sin(v)", "v")
        #expect(
            both?.message
                == "the same is done to ‘v’ and to ‘u’, which are one value: what comes back is the gradient of both"
        )
        #expect(both?.suggestion == "write it once, with one of the names")
        let again = error("q = c*c\nL = sin(q) + 2*sin(c*c) + a", "q")
        #expect(
            again?.message
                == "the formula of ‘q’ stands elsewhere, too, and is one value with it: what comes back to it is the gradient of both"
        )
        #expect(again?.suggestion == "write ‘q’ there")
        // The one that the other is written with is in both.
        let alias = try graph("u = exp(a)\nz = u\nL = sin(u)*c + sin(z)", gradients: ["u"])
        #expect(definitions(alias) == ["d L / d u = cos(u)*(c+1)"])
    }

    /// Lane by lane, and in lanes that are drawn as one.
    @Test func `names with indices`() throws {
        let equations: SourceSlice = "u_k = exp(a_k)\nv_k = exp(a_k)\nL = sum_k (u_k*c_k) + sum_k v_k^2"
        let graph = try graph(equations, gradients: ["u_k", "v_k"], inputs: ["a_k", "c_k"])
        #expect(definitions(graph).contains("d L / d v_2 = 2*u_2"))
        #expect(definitions(graph).contains("d L / d u_3 = c_3"))
        let rolled = try ComputationalGraph(graph.model.rolledUp(["k"]))
        #expect(definitions(rolled) == ["d L / d v_k = 2*u_k", "d L / d u_k = c_k"])
    }

    /// Outputs with one value have each what comes back to them.
    @Test func `two outputs of one value`() throws {
        let model = Model(layers: [
            Layer("layer", inputs: ["x"], equations: "y = exp(x)\nz = exp(x)", outputs: ["y", "z"])
        ])
        let graph = try ComputationalGraph(model)
        #expect(
            graph.edges.compactMap(\.backward?.plain) == ["y*(d L / d y+d L / d z)", "d L / d y", "d L / d z"])
    }

    /// Gradients that do not fit a line get names, where their values have several, too.
    @Test func `long gradients of values with several names`() throws {
        let tower = (1...5).map { "x_\($0) = tanh(u*x_\($0 - 1) + exp(v - x_\($0 - 1)))" }.joined(
            separator: "\n")
        let graph = try graph(
            SourceSlice("u = sin(a)\nv = sin(a)\nx_0 = c*u\n\(tower)\nL = x_5^2 + v"), gradients: [])
        #expect(graph.gradientDefinitions.count > 2)
        for edge in graph.edges { #expect((edge.backward?.plain.count ?? 0) < 120) }
    }

    /// Equations that say the same again and again: what is named is what a statement says, or it is refused.
    @Test(arguments: 1...12) func `random models`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var names = ["a", "c"]
        var equations: [String] = []
        let forms = ["%1", "exp(%1)", "sin(a)", "%1 * %2", "%1 * %1", "c * c", "%1 + %2", "tanh(%1 * c)"]
        for index in 1...7 {
            var form = forms.randomElement(using: &generator)!
            for place in ["%1", "%2"] {
                form = form.split(separator: place, omittingEmptySubsequences: false)
                    .joined(separator: names.randomElement(using: &generator)!)
            }
            names.append("u_\(index)")
            equations.append("u_\(index) = \(form)")
        }
        equations.append("L = a * c + " + names.dropFirst(2).map { "\($0) * \($0)" }.joined(separator: " + "))
        let text = SourceSlice(equations.joined(separator: "\n"))
        var told: [String] = []
        for name in names.dropFirst(2) {
            do {
                let graph = try graph(text, gradients: [name])
                let value = try #require(graph.gradientDefinitions.first).value.plain
                try graph.check(Statement(SourceSlice("d L / d \(name) = \(value)")))
                told.append(name)
            } catch let error as Diagnostic where error.message.contains("one value") {}
        }
        let graph = try graph(text, gradients: told)
        for (symbol, value) in graph.gradientDefinitions {
            try graph.check(Statement(SourceSlice("\(symbol.plain) = \(value.plain)")))
        }
        #expect(graph.gradientDefinitions.count == told.count)
    }
}
