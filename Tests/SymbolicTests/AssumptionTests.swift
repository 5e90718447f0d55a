import Diagnostics
import Symbolic
import Testing

/// What is assumed: equations, inequalities and chains of them.
struct AssumptionTests {
    private func text(_ text: String) -> String {
        do {
            let assumption = try Assumption(SourceSlice(text))
            return zip(assumption.formulas, assumption.relations.map(\.rawValue) + [""])
                .map { "\($0.place.text) \($1)" }.joined(separator: " ").trimmingPrefixAndSuffix
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        "sum_k t_k = 1", "x > 0", "x_k >= 0", "0 < p", "p <= 1", "x != 0", "0 < p < 1", "0 <= a_k <= b_k < 1",
    ]) func `are read as they are written`(assumption: String) { #expect(text(assumption) == assumption) }

    @Test(arguments: [
        (
            "x",
            """
            <formula>:1:1: error: an assumption is an equation or an inequality, such as ‘sum_k t_k = 1’ or ‘x > 0’
                x
                ^
            """
        ),
        (
            "x >",
            """
            <formula>:1:4: error: the formula ends where a value is expected
                x >
                   ^
            """
        ),
        (
            "x => 0",
            """
            <formula>:1:4: error: unexpected ‘>’
                x => 0
                   ^
            write ‘>=’
            """
        ),
        (
            "x ! 0",
            """
            <formula>:1:3: error: unexpected character ‘!’
                x ! 0
                  ^
            """
        ),
    ]) func `an error says what is wrong`(assumption: String, expected: String) {
        #expect(text(assumption) == expected)
    }

    @Test func `a formula has no inequality`() {
        let error = #expect(throws: Diagnostic.self) { try Formula("x < 1") }
        #expect(error?.message == "unexpected ‘<’")
        #expect(
            error?.suggestion == "inequalities stand in ‘assume’, and in square brackets: [x > 0] is 1 or 0")
    }
}

extension String {
    fileprivate var trimmingPrefixAndSuffix: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
