import Diagnostics
import Symbolic
import Testing

@Suite struct FormulaErrorTests {
    private func message(_ text: SourceSlice) -> String {
        do {
            return "no error: \(try Formula(text).instantiate(["k": 1], ranges: ["k": 1...3]))"
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        (
            "y x",
            """
            <formula>:1:3: error: a ‘*’ is missing before ‘x’
                y x
                  ^
            """
        ),
        (
            "a_k b_k",
            """
            <formula>:1:5: error: a ‘*’ is missing before ‘b’
                a_k b_k
                    ^
            """
        ),
        (
            "exq(a)",
            """
            <formula>:1:1: error: unknown function ‘exq’
                exq(a)
                ^~~
            did you mean ‘exp’?
            """
        ),
        (
            "f(a)",
            """
            <formula>:1:1: error: unknown function ‘f’
                f(a)
                ^
            known functions: mean, max, min, exp, log, ln, log10, sqrt, sin, cos, tan, sinh, cosh, tanh, abs, sign, relu, sigmoid, softplus, erf, gelu, norm, softmax; a product needs a ‘*’
            """
        ),
        (
            "log y",
            """
            <formula>:1:1: error: ‘log’ needs brackets round its argument: log(…)
                log y
                ^~~
            """
        ),
        (
            "2*(a+(b)",
            """
            <formula>:1:3: error: this ‘(’ is never closed
                2*(a+(b)
                  ^
            """
        ),
        (
            "(a+b))",
            """
            <formula>:1:6: error: this ‘)’ closes nothing
                (a+b))
                     ^
            """
        ),
        (
            "a + ",
            """
            <formula>:1:4: error: the formula ends where a value is expected
                a + 
                   ^
            """
        ),
        (
            "a + * b",
            """
            <formula>:1:5: error: unexpected ‘*’
                a + * b
                    ^
            """
        ),
        (
            "a ? b",
            """
            <formula>:1:3: error: unexpected character ‘?’
                a ? b
                  ^
            write ‘if x > 0 then x else 0’
            """
        ),
        (
            "sum a_k",
            """
            <formula>:1:1: error: ‘sum’ needs its index: sum_k
                sum a_k
                ^~~
            """
        ),
        (
            "1 + sum_j a_j",
            """
            <formula>:1:5: error: the index ‘j’ is not defined here
                1 + sum_j a_j
                    ^~~~~
            there is the index ‘k’
            """
        ),
        (
            "w_{k,1",
            """
            <formula>:1:7: error: ‘}’ is missing after the indices
                w_{k,1
                      ^
            """
        ),
        (
            "a_(k)",
            """
            <formula>:1:3: error: an index is a name or a whole number
                a_(k)
                  ^
            """
        ),
        (
            "y = a",
            """
            <formula>:1:5: error: an equation, where a formula without ‘=’ is expected
                y = a
                    ^
            """
        ),
        (
            "1e999999999",
            """
            <formula>:1:1: error: this number is too large or too exact: more than 1000 digits
                1e999999999
                ^~~~~~~~~~~
            """
        ),
        (
            "a_12345678901234567890",
            """
            <formula>:1:3: error: this index is too large
                a_12345678901234567890
                  ^~~~~~~~~~~~~~~~~~~~
            """
        ),
        (
            "  ",
            """
            <formula>:1:3: error: a formula is missing here
                  
                  ^
            """
        ),
    ])
    func messages(text: String, expected: String) { #expect(message(SourceSlice(text)) == expected) }

    @Test func aPlaceIsThatInTheWholeTemplate() throws {
        let template = SourceText("title: T\nequations: L = a + exq(b)\n", name: "t.yaml")
        let error = #expect(throws: Diagnostic.self) { try Equation(SourceSlice(template, 20..<34)) }
        #expect(
            error?.description == """
                t.yaml:2:20: error: unknown function ‘exq’
                    equations: L = a + exq(b)
                                       ^~~
                did you mean ‘exp’?
                """)
    }

    @Test(arguments: [
        String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000),
        String(repeating: "-", count: 10_000) + "x",
        String(repeating: "exp(", count: 10_000),
        String(repeating: "sum_k ", count: 10_000) + "x",
        Array(repeating: "x", count: 10_000).joined(separator: "^"),
        Array(repeating: "x", count: 10_000).joined(separator: "/"),
        Array(repeating: "x", count: 10_000).joined(separator: "-"),
    ])
    func deepNestingIsAnError(text: String) throws {
        let error = #expect(throws: Diagnostic.self) { try Formula(SourceSlice(text)) }
        #expect(error?.message == "nested deeper than 200 levels here; name a part of the formula")
    }

    @Test func longChainsAreNotDeep() throws {
        let text = Array(repeating: "x", count: 10_000).joined(separator: "+")
        #expect(try Formula(SourceSlice(text)).instantiate().plain == text)
    }
}
