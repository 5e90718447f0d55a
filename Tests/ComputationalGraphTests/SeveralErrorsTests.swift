import ComputationalGraph
import Diagnostics
import Testing

/// All that is wrong with the equations is told at once.
struct SeveralErrorsTests {
    private func messages(_ equations: SourceSlice, shapes: [Model.Shape] = []) -> [String] {
        do {
            _ = try ComputationalGraph(
                Model(
                    indices: [.init("k", 1...3)], shapes: shapes,
                    layers: [Layer("layer", inputs: ["x_k", "t_k"], equations: equations, outputs: ["L"])]))
            return []
        } catch let failures as Failures {
            return failures.errors.map { "\($0)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `what can't be read`() {
        #expect(
            messages("S = sun_k exp(x_k)\ny_k = exp x_k\nL = sum_k (y_k * t_k)") == [
                """
                <formula>:1:5: error: unknown function ‘sun’
                    S = sun_k exp(x_k)
                        ^~~
                did you mean ‘sum’?
                """,
                """
                <formula>:2:7: error: ‘exp’ needs brackets round its argument: exp(…)
                    y_k = exp x_k
                          ^~~
                """,
            ])
    }

    @Test func `what isn't there`() {
        #expect(
            messages("y_k = a * x_k\nL = sum_k (z_k * t_k)") == [
                """
                <formula>:1:7: error: ‘a’ is not defined
                    y_k = a * x_k
                          ^
                """,
                """
                <formula>:2:12: error: ‘z_k’ is not defined
                    L = sum_k (z_k * t_k)
                               ^~~
                did you mean ‘t_k’?
                """,
            ])
    }

    @Test func `several names in one equation`() {
        #expect(
            messages("L = sum_k (a * x_k + b * t_k) + a") == [
                """
                <formula>:1:12: error: ‘a’ is not defined
                    L = sum_k (a * x_k + b * t_k) + a
                               ^
                """,
                """
                <formula>:1:22: error: ‘b’ is not defined
                    L = sum_k (a * x_k + b * t_k) + a
                                         ^
                """,
            ])
    }

    /// What can't be read keeps no other equation from being checked, and defines what it says.
    @Test func `what can't be read, and what isn't there`() {
        #expect(
            messages("y_k = exp x_k\nL = sum_k (y_k * t_k) + c") == [
                """
                <formula>:1:7: error: ‘exp’ needs brackets round its argument: exp(…)
                    y_k = exp x_k
                          ^~~
                """,
                """
                <formula>:2:25: error: ‘c’ is not defined
                    L = sum_k (y_k * t_k) + c
                                            ^
                """,
            ])
    }

    @Test func `inputs that are used nowhere`() {
        #expect(
            messages("L = 2 + 1")
                == [
                    """
                    error: the input ‘x_k’ is used nowhere in the layer ‘layer’
                    """,
                    """
                    error: the input ‘t_k’ is used nowhere in the layer ‘layer’
                    """,
                ].map { "<formula>:1:1: \($0)\n    \($0.contains("x_k") ? "x_k" : "t_k")\n    ^~~" })
    }

    /// What is wrong with an output keeps no formula from being checked.
    @Test func `a formula and an output`() {
        #expect(
            messages("L_k = x_k + c + 0 * t_k") == [
                """
                <formula>:1:13: error: ‘c’ is not defined
                    L_k = x_k + c + 0 * t_k
                                ^
                """,
                """
                <formula>:1:1: error: ‘L’ takes one index, not 0
                    L
                    ^
                it is declared as ‘L_k’
                """,
            ])
    }

    /// What follows from an error is no other one.
    @Test func `one error is one`() {
        #expect(
            messages("y_k = x_k ? 2\nL = sum_k (y_k * t_k)") == [
                """
                <formula>:1:11: error: unexpected character ‘?’
                    y_k = x_k ? 2
                              ^
                write ‘if x > 0 then x else 0’
                """
            ])
    }
}
