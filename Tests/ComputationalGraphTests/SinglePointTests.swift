import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// What differs at single points only, or for single numbers of values, is false all the same.
struct SinglePointTests {
    private func message(
        _ statement: String, _ equations: SourceSlice, inputs: [SourceSlice] = ["x", "y"],
        assuming: [SourceSlice] = []
    ) throws -> String? {
        let graph = try ComputationalGraph(layer(inputs: inputs, equations, assuming: assuming))
        return message(statement, of: graph)
    }

    private func message(_ statement: String, of graph: ComputationalGraph) -> String? {
        do {
            try graph.check(Statement(SourceSlice(statement)))
            return nil
        } catch {
            return "\(error)"
        }
    }

    // MARK: Conditions

    @Test(arguments: [
        "[x * y = 6] = 0", "[exp(x) = 3] = 0", "[x = 0] * [y = 0] = 0", "[x = y] * [x = 2] = 0", "[x != y] = 1",
        "[exp(x) >= 3] = [exp(x) > 3]", "[x = 1] * [y > 100] = 0", "[x = 1] * [y = 3] + [x = 1] * [x = 2] = 0",
        "[x^2 + y^2 = 25] * [x = y] = 0", "[x^2 + y^2 = 25] = 0", "x * y * [x * y = 2] = 0",
        "[x = 5] * 1e-100 = 0",
        "x + [x = 5] * 1e-300 = x", "[exp(x) * y = 3] * [x = y] = 0", "[abs(x) = 3] = [x = 3]",
        "[sqrt(x) = 2] = 0",
        "[x >= 1] * [y >= 1] * [x + y <= 2] = 0", "sign(x)^2 = 1", "[x * y = 0] = [x = 0]",
    ]) func `a condition is tried where it holds`(statement: String) throws {
        let message = try #require(try message(statement, "L = relu(x) + y"))
        #expect(message.contains("error: this does not equal what stands before it"), "\(message)")
    }

    @Test(arguments: [
        "[x = 5] * (x - 5) = 0", "[x = y] * x = [x = y] * y", "[x = 1] * [x = 2] = 0", "[x = 1] * [x > 2] = 0",
        "[x = 1] * [y > 2] * [y < 1] = 0", "[x = y + 1] * [y = x + 1] = 0", "[x * y = 6] * [x * y = 7] = 0",
        "[x^2 = -1] = 0", "[exp(x) = 0] = 0", "[exp(x) = -3] = 0", "[x != 1] + [x = 1] = 1",
        "[x >= 1] * [x <= 1] = [x = 1]", "[x = 5] * [y = 5] = [x = 5] * [x = y]",
        "[x = 1] * [y = 1] * (x - y) = 0",
        "[x >= 1] * [y >= 1] * [x + y <= 2] = [x = 1] * [y = 1]", "[x * x + y * y = 0] = [x = 0] * [y = 0]",
        "[x * y = 0] = 1 - (1 - [x = 0]) * (1 - [y = 0])", "[(x - 1)^2 = 0] = [x = 1]",
        "[abs(x) = 3] = [x = 3] + [x = -3]", "[relu(x) = 0] = [x <= 0]",
    ]) func `what is true where they hold passes`(statement: String) throws {
        #expect(try message(statement, "L = relu(x) + y") == nil)
    }

    @Test(arguments: 2...9) func `conditions of many lanes hold together`(count: Int) throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("k", 1...count)],
                layers: [Layer("layer", inputs: ["x_k"], equations: "L = sum_k x_k", outputs: ["L"])]))
        #expect(message("prod_k [x_k = 0] = 0", of: graph) != nil)
        #expect(message("prod_k [x_k = 0] * L = 0", of: graph) == nil)
    }

    @Test func `where no point is found, that is told`() throws {
        #expect(
            try message("[x^2 - x + 1 = 0] = 0", "L = relu(x) + y") == """
                <formula>:1:21: error: whether this equals what stands before it can’t be decided: no point was found where ‘[x^2 - x + 1 = 0]’ changes
                    [x^2 - x + 1 = 0] = 0
                                        ^
                write it without, or say where it is meant, as in ‘assume: x > 0’
                """)
    }

    // MARK: Kinks

    @Test(arguments: [
        ("L = relu(x) + y", "[x > 0]"), ("L = relu(x) + y", "[x >= 0]"),
        ("L = relu(x) + y", "(1 + sign(x)) / 2"),
        ("L = relu(x) - 0.1 * relu(-x) + y", "[x > 0] + 0.1 * [x < 0]"), ("L = relu(x) - relu(-x) + y", "1"),
        ("L = max(x, y) + abs(x - y)", "[x > y] + sign(x - y)"), ("L = relu(x * y - 6)", "y * [x * y > 6]"),
        ("L = y * x * [x != 2]", "y * [x != 2]"),
    ]) func `a derivative at a kink is a slope, or between slopes`(equation: String, gradient: String) throws {
        #expect(try message("d L / d x = \(gradient)", SourceSlice(equation)) == nil)
    }

    @Test(arguments: [
        ("L = relu(x) + y", "[x > 0] + 2 * [x = 0]"), ("L = relu(x) + y", "[x > 0] - [x = 0]"),
        ("L = relu(x) - 0.1 * relu(-x) + y", "[x > 0] + 0.1 * [x < 0] - 0.1 * [x = 0]"),
        ("L = relu(x) - relu(-x) + y", "[x > 0] + [x < 0]"),
        ("L = relu(x * y - 6)", "y * [x * y > 6] + 2 * y * [x * y = 6]"),
        ("L = max(x, y) + abs(x - y)", "[x > y] + sign(x - y) + 3 * [x = y]"),
    ]) func `anything else is false`(equation: String, gradient: String) throws {
        #expect(try message("d L / d x = \(gradient)", SourceSlice(equation)) != nil)
    }

    @Test func `the slopes are told`() throws {
        #expect(
            try message("d L / d x = [x > 0] + 2 * [x = 0]", "L = relu(x) + y") == """
                <formula>:1:13: error: this does not equal what stands before it: 2, not between 0 and 1, at x = 0, y = 0.703125
                    d L / d x = [x > 0] + 2 * [x = 0]
                                ^~~~~~~~~~~~~~~~~~~~~
                """)
        let standing = try #require(
            try message("d L / d m = 2", "m = max_k x_k\nL = sum_k relu(m - x_k)", inputs: ["x_k"]))
        #expect(
            standing.contains(
                "can’t be decided: the derivative has a kink at each of the points that were tried, as at x_1 = "
            ))
    }

    // MARK: Ties

    @Test func `several values that are the largest are counted`() throws {
        let gradient = "d L / d b = sum_k (x_k * [b * x_k = L])"
        let tie = try #require(try message(gradient, "L = max_k (b * x_k)", inputs: ["x_k", "b"]))
        #expect(tie.contains(", where several values are the largest\n"))
        #expect(
            tie.hasSuffix(
                "divide by how many there are, as by ‘sum_k [x_k = m]’, or say that none are, as in ‘assume: x_1 != x_2’"
            ))
        #expect(
            try message(gradient + " / sum_k [b * x_k = L]", "L = max_k (b * x_k)", inputs: ["x_k", "b"]) == nil
        )
        let apart: [SourceSlice] = ["x_1 != x_2", "x_1 != x_3", "x_2 != x_3", "b != 0"]
        #expect(try message(gradient, "L = max_k (b * x_k)", inputs: ["x_k", "b"], assuming: apart) == nil)
        #expect(
            try message("d L / d x_k = b * [b * x_k = L]", "L = max_k (b * x_k)", inputs: ["x_k", "b"]) == nil)
    }

    // MARK: Numbers of values

    private static let anyNumber = Model(
        indices: [.init("k", 1...3, last: "n")],
        layers: [Layer("layer", inputs: ["x_k", "c"], equations: "L = c * prod_k x_k", outputs: ["L"])])

    @Test(arguments: [
        "(n-2)*(n-3)*(n-4)*(n-5)*(n-6) * x_1 = 0", "(n-2)*(n-3)*(n-5) = 0", "[n > 6] = 0", "x_1 * [n > 6] = 0",
        "[n > 6] * [n < 8] = 0", "[n = 7] = 0", "[n/100 > 1] = 0", "[k > 6] * x_k = 0", "relu(n - 7) = 0",
        "sum_{i=1}^n i = min(n*(n+1)/2, 21)", "sum_k (k-1)*(k-2)*(k-3)*(k-4)*(k-5)*x_k = 0",
    ]) func `what is true for some numbers of values only is false`(statement: String) throws {
        #expect(message(statement, of: try ComputationalGraph(Self.anyNumber)) != nil)
        guard !statement.contains("x"), !statement.contains("k") else { return }
        #expect(message(statement, of: try ComputationalGraph(softmaxWithLoss(classes: 3))) != nil)
    }

    @Test(arguments: [
        "sum_{i=1}^n i^3 = (n*(n+1)/2)^2", "[n > 1] = 1", "prod_{i=1}^n 2 = 2^n", "(n-1)*(n+1) = n^2 - 1",
        "sum_{i=1}^n (1/(i*(i+1))) = n/(n+1)", "sqrt(n)^2 = n",
    ]) func `what is true for any passes`(statement: String) throws {
        #expect(message(statement, of: try ComputationalGraph(Self.anyNumber)) == nil)
        #expect(message(statement, of: try ComputationalGraph(softmaxWithLoss(classes: 3))) == nil)
    }

    @Test func `indices of a statement's own`() throws {
        let graph = try ComputationalGraph(Self.anyNumber)
        for statement in [
            "sum_k prod_{i!=k} x_i = sum_j prod_{i!=j} x_i", "sum_k [k > 3] = relu(n - 3)", "sum_k [k = n] = 1",
            "prod_{i!=k} x_k = x_k^(n-1)",
        ] {
            #expect(message(statement, of: graph) == nil)
        }
        #expect(message("sum_k prod_{i!=k} x_i = sum_j prod_{i!=j} x_j", of: graph) != nil)
    }
}
