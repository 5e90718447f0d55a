import Diagnostics
import Symbolic
import TestSupport
import Testing

@testable import ComputationalGraph

/// A value that is changed ever so little is found; one that is only written in another way is not.
struct MutationTests {
    /// Layers whose gradients hold any sums, products, quotients, powers and functions.
    private static let equations = [
        "L = x*y + y*exp(z)",
        "u = exp(x)\nL = u*y/(1 + u) + z^2",
        "u = x - y\nL = u^2*z + log(1 + u^2)",
        "u = tanh(x*y)\nL = u*z - 3*u^3",
        "u = sqrt(x^2 + y^2 + 1)\nL = (x + y*z)/u",
        "u = sin(x)\nL = u*cos(y) + z*u^3 + 1e9",
        "u = 1/(1 + exp(-x))\nL = -(y*log(u) + (1 - y)*log(1 - u)) + 0*z + z",
        "u = x^4\nL = u + 1e-9*y*u + exp(-z^2)",
    ]

    /// Changes that make another function of it, wherever it is not 0.
    private static let wrong = [
        "(%) * 1.000000001", "(%) * 0.999999999", "-(%)", "(%) + 1e-15", "(%) + x - 1", "2 * (%)", "(%)^2",
        "sqrt((%)^2 + 1)", "(%) * x", "(%) + y*1e-9", "(%) * (1 + z*1e-9)", "(%) * exp(1e-12*x)",
        // Right for positive inputs only.
        "(%) * x / sqrt(x^2)", "(%) + sqrt(y^2) - y", "(%) + log(z^2) - 2*log(z)",
        // Not defined at 0.
        "(%) * x / x", "(%) * y^2 / y^2", "(%) + 0 / z",
    ]

    /// Changes that do not.
    private static let right = [
        "(%) * 1", "(%) + x - x", "(%) * (sin(y)^2 + cos(y)^2)", "(%) * exp(x) * exp(-x)", "((%) + y) - y",
        "(%) * (x + y)/(y + x + 0) + 0", "(%) + exp(x + z) - exp(x)*exp(z)", "-(-(%))",
        "(%) * cosh(x) / cosh(-x)",
    ]

    private func graph(_ equations: String) throws -> ComputationalGraph {
        try ComputationalGraph(layer(inputs: ["x", "y", "z"], SourceSlice(equations)))
    }

    private func failure(_ graph: ComputationalGraph, edge: Int, _ value: String) throws -> CheckFailure? {
        var backward = graph.edges.map(\.backward)
        backward[edge] = try Formula(SourceSlice(value)).instantiate()
        do {
            try ValueProof(graph, graph.conditions, backward: backward).run()
            return nil
        } catch let failure as CheckFailure {
            return failure
        }
    }

    @Test(arguments: equations) func `every wrong value is found, no right one is`(equations: String) throws {
        var generator = SeededGenerator(seed: UInt64(equations.utf8.count))
        let graph = try graph(equations)
        let edges = graph.edges.indices.filter { graph.edges[$0].backward != nil }
        for change in Self.wrong + Self.right {
            let edge = edges.randomElement(using: &generator)!
            let value = graph.edges[edge].backward!.plain
            let mutated = change.split(separator: "%", omittingEmptySubsequences: false).joined(
                separator: value)
            // (1)² and 0/x + 1 are what they were.
            if value == "1", change == "(%)^2" { continue }
            let failure = try failure(graph, edge: edge, mutated)
            if Self.right.contains(change), !mutated.contains("(x + y)/(") {
                #expect(failure == nil, "\(mutated)")
            } else if Self.wrong.contains(change) {
                let name = [graph.edges[edge].source, graph.edges[edge].target].map { graph.nodes[$0].id }
                #expect(failure?.place == name.joined(separator: " → "), "\(mutated)")
            }
        }
    }

    /// On the other branch of an assumption it is another value.
    @Test func `a value that is right on one branch only is found`() throws {
        func failure(_ assumption: SourceSlice, _ value: String) throws -> CheckFailure? {
            let model = layer(
                inputs: ["x", "y"], constants: ["y"], "L = (x + y)^2 + y", assuming: [assumption])
            let graph = try ComputationalGraph(
                layer(inputs: ["x", "y"], constants: ["y"], "L = (x + y)^2 + y"))
            let edge = try #require(graph.edges.firstIndex { graph.nodes[$0.source].id == "x" })
            var backward = graph.edges.map(\.backward)
            backward[edge] = try Formula(SourceSlice(value)).instantiate()
            let conditions = try Scope(model).instantiatedAssumptions()
            do {
                try ValueProof(graph, conditions, backward: backward).run()
                return nil
            } catch let failure as CheckFailure {
                return failure
            }
        }
        #expect(try failure("x * y = 0", "2*x") != nil)
        #expect(try failure("x * y = 0", "2*y") != nil)
        #expect(try failure("x * y = 0", "2*(x + y) + x*y") == nil)
        #expect(try failure("y * y = y", "2*(x + 1)") != nil)
        #expect(try failure("y * y = y", "2*x") != nil)
        #expect(try failure("y * y = y", "2*(x + y^2)") == nil)
        #expect(try failure("x^2 + y^2 = 4", "2*(x + y) + x^2 + y^2 - 4") == nil)
        #expect(try failure("x^2 + y^2 = 4", "2*(x + y) + x^2 + y^2 - 3.999999999999") != nil)
        #expect(try failure("x^2 + y^2 = 4", "2*(x + sqrt(4 - x^2))") != nil)
        #expect(try failure("x > 0", "2*(sqrt(x^2) + y)") == nil)
        #expect(try failure("x >= 0", "2*(x^2/x + y)") != nil)
        #expect(try failure("x != 0", "2*(x^2/x + y)") == nil)
        #expect(try failure("exp(x) = y", "2*(x + exp(x))") == nil)
    }

    /// Statements by the same changes.
    @Test(arguments: equations) func `every wrong statement is refused, no right one is`(equations: String)
        throws
    {
        let graph = try graph(equations)
        for formula in ["L", "x*y + exp(z)", "1/(1 + x^2)", "d L / d y"] {
            for change in Self.wrong + Self.right {
                let changed = change.split(separator: "%", omittingEmptySubsequences: false)
                    .joined(separator: formula)
                if changed.contains("d L / d y^") { continue }
                let statement = try Statement(SourceSlice("\(formula) = \(changed)"))
                var message: String?
                do { try graph.check(statement) } catch { message = "\(error)" }
                if Self.wrong.contains(change) {
                    #expect(
                        message?.contains("does not equal") == true, "\(formula) = \(changed): \(message ?? "")"
                    )
                } else if !changed.contains("(x + y)/(") {
                    #expect(message == nil, "\(formula) = \(changed)")
                }
            }
        }
    }
}
