import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Extremes, conditions and functions that are made of pieces.
struct PiecewiseTests {
    private func gradients(_ inputs: [SourceSlice], _ equations: SourceSlice, assuming: [SourceSlice] = [])
        throws -> String
    {
        let graph = try ComputationalGraph(layer(inputs: inputs, equations, assuming: assuming))
        return try inputs.map { input in
            let node = try #require(graph.nodes.firstIndex { $0.id == input.text })
            let edges = graph.edges.indices.filter { graph.edges[$0].source == node }
            return try graph.gradient(along: edges)?.plain ?? "none"
        }.joined(separator: ", ")
    }

    @Test(arguments: [
        ("L = relu(x)", "[x>0]"), ("L = max(x, 0)", "[x>0]"), ("L = max(0, x)", "[x>0]"),
        ("L = min(x, 1)", "[x<1]"), ("L = abs(x)", "sign(x)"), ("L = sign(x) * x", "sign(x)"),
        ("L = sigmoid(x)", "L*(1-L)"), ("L = softplus(x)", "sigmoid(x)"), ("L = x * [x > 0]", "[x>0]"),
        ("L = max(x, 0.1 * x)", "[x>0]+0.1*[x<0]"), ("L = mean(x, 3)", "1/2"),
        ("h = max(2 * x, 0)\nL = h^2", "4*h*[h>0]"), ("h = relu(x + 1)\nL = h * 3", "3*[h>0]"),
    ]) func `of one value`(equations: String, gradient: String) throws {
        let gradients = try gradients(["x"], SourceSlice(equations))
        #expect(gradients == gradient)
    }

    @Test(arguments: [
        ("L = max(x, y)", "[x>y], [y>x]"), ("L = min(x, y)", "[x<y], [y<x]"),
        ("L = x * [y >= 1]", "[y>=1], 0"), ("m = max(x, y, x * y)\nL = m", "y*[x*y=m]+[x=m], x*[x*y=m]+[y=m]"),
    ]) func `of two values`(equations: String, gradients expected: String) throws {
        let gradients = try gradients(["x", "y"], SourceSlice(equations))
        #expect(gradients == expected)
    }

    @Test(arguments: [
        ("L = max(x, 0)", "x > 0", "1"), ("L = relu(x)", "x > 0", "1"), ("L = abs(x)", "x > 0", "1"),
        ("L = max(x, y)", "x < y", "0, 1"), ("L = [x > y] * x", "x > y", "1, 0"),
    ]) func `what is known of the values decides`(equations: String, assumption: String, expected: String)
        throws
    {
        let inputs: [SourceSlice] = expected.contains(",") ? ["x", "y"] : ["x"]
        #expect(try gradients(inputs, SourceSlice(equations), assuming: [SourceSlice(assumption)]) == expected)
    }

    /// Of two values that are equal throughout, the first is taken.
    @Test(arguments: [
        ("L = max(relu(x), x)", "[x>0]*[relu(x)>=x]+[x>relu(x)]"),
        ("L = min(x, min(x, 0))", "[x<0]*[L<x]+[x<=min(x,0)]"),
    ]) func `ties`(equations: String, gradient: String) throws {
        let gradients = try gradients(["x"], SourceSlice(equations))
        #expect(gradients == gradient)
    }

    @Test func `a statement is tried where its pieces meet`() throws {
        let graph = try ComputationalGraph(layer(inputs: ["x", "y"], "L = min(relu(x), 6) + y"))
        for statement: SourceSlice in [
            "d L / d x = [x > 0] * [x < 6]", "relu(x) = max(x, 0)", "abs(x) = max(x, -x)",
        ] {
            try graph.check(Statement(statement))
        }
        for statement: SourceSlice in [
            "d L / d x = [x > 0]", "L = relu(x) + y", "[x = 1] = 0", "[x > 1] = [x > 1.0000001]",
            "max(x, -1000) = x",
        ] {
            #expect(throws: Diagnostic.self, "\(statement.text)") { try graph.check(Statement(statement)) }
        }
    }

    @Test func `a statement is tried on all sides of several pieces`() throws {
        let graph = try ComputationalGraph(layer(inputs: ["x", "y"], "L = relu(x) + y"))
        for statement: SourceSlice in [
            "[x > 2] * [x < 1] = 0", "relu(x - 3) * relu(2 - x) = 0", "[x > 2] * [y > 2] = [y > 2] * [x > 2]",
            "abs(x * y) = abs(x) * abs(y)", "relu(x - 8) * [x > 8] * [y > 0] = relu(x - 8) * [y > 0]",
        ] {
            try graph.check(Statement(statement))
        }
        for statement: SourceSlice in [
            "L = y + relu(x) + relu(x - 6) * relu(y - 6)", "d L / d x = [x > 0] + relu(x - 6) * relu(y - 6)",
            "[x > 2] * [y > 2] = 0", "[x > 5] * [y < 0] = 0", "min(relu(x - 5), relu(y - 5)) = 0",
            "relu(x - 4) * relu(-4 - y) = 0", "relu(x - 8) * [y > 0] = 0",
        ] {
            #expect(throws: Diagnostic.self, "\(statement.text)") { try graph.check(Statement(statement)) }
        }
    }

    @Test(arguments: 2...9) func `a statement is tried where all conditions hold`(count: Int) throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("k", 1...count)],
                layers: [Layer("layer", inputs: ["x_k"], equations: "L = sum_k x_k", outputs: ["L"])]))
        let signs = (1...count).map { "[x_\($0) \($0.isMultiple(of: 2) ? "<" : ">") \(2 * $0)]" }
        for statement in ["prod_k [x_k > 5] = 0", signs.joined(separator: " * ") + " = 0"] {
            #expect(throws: Diagnostic.self, "\(statement)") {
                try graph.check(Statement(SourceSlice(statement)))
            }
        }
    }

    /// Nothing goes through the largest value but what comes back to it: softmax is the same whatever is subtracted.
    @Test func `the stable softmax`() throws {
        let equations: SourceSlice = "m = max_k a_k\ne_k = exp(a_k - m)\nS = sum_k e_k\nL = log(S) + m"
        let graph = try ComputationalGraph(layer(inputs: ["a_k"], equations))
        #expect(graph.gradient("a_1") == ["0", "e_1/S"])
    }

    @Test func `the largest of any number of values`() throws {
        var model = layer(inputs: ["a_k"], "m = max_k (a_k^2)\nL = m * 3")
        model = model.rolledUp(["k"])
        #expect(try ComputationalGraph(model).lines.contains("a_k → power_k: a_k, 6*a_k*[a_k^2=m]"))
    }

    @Test(arguments: [
        (
            "L = relu(x, 2)",
            """
            <formula>:1:13: error: ‘relu’ is of one value
                L = relu(x, 2)
                            ^
            """
        ),
        (
            "L = max(x)",
            """
            <formula>:1:5: error: ‘max’ is of several values, or of an array with a shape
                L = max(x)
                    ^~~~~~
            over an index it is written ‘max_k’
            """
        ),
        (
            "L = [x]",
            """
            <formula>:1:5: error: square brackets hold a condition, as in ‘[x > 0]’, which is 1 or 0
                L = [x]
                    ^
            other brackets are round
            """
        ),
        (
            // The product would be computed twice.
            "L = [0 < 2*x < 1]",
            """
            <formula>:1:14: error: a condition is one comparison
                L = [0 < 2*x < 1]
                             ^
            multiply two, as in ‘[x > 0] * [x < 1]’
            """
        ),
        (
            "L = x[1]",
            """
            <formula>:1:6: error: unexpected ‘[’
                L = x[1]
                     ^
            an index stands after ‘_’: ‘x_1’
            """
        ),
        (
            "L = max(relu(x), x, 1 - x)",
            """
            <formula>:1:9: error: the gradient here can’t be told: several values of which the largest or the smallest is taken are equal throughout, as at x = 0.683594
                L = max(relu(x), x, 1 - x)
                        ^~~~~~~
            take them two at a time, as in ‘max(a, max(b, c))’
            """
        ),
        (
            "L = [x > 0",
            """
            <formula>:1:5: error: this ‘[’ is never closed
                L = [x > 0
                    ^
            """
        ),
    ]) func `errors`(equation: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(layer(inputs: ["x"], SourceSlice(equation)))
        }
        #expect("\(error!)" == expected)
    }
}
