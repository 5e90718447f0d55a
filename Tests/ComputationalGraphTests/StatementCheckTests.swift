import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// Equations are printed only if numbers say that they hold.
struct StatementCheckTests {
    private func check(_ text: String, classes: Int = 3) throws {
        try ComputationalGraph(softmaxWithLoss(classes: classes)).check(Statement(SourceSlice(text)))
    }

    private func message(_ text: String) -> String {
        do {
            try check(text)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        "y_k = exp(a_k) / sum_{i=1}^n exp(a_i)",
        "L = -sum_k (t_k * log(y_k))",
        "d L / d L = 1",
        "d L / d a_k = y_k - t_k",
        "d L / d y_1 = -t_1 / y_1",
        "d S / d a_2 = exp(a_2)",
        "y = log(x) and d y / d x = 1 / x",
        "y = exp(x) and d y / d x = exp(x) and d y / d x = y",
        "-(t_1 / y_1) * exp(a_1) = -t_1 * (S / exp(a_1)) * exp(a_1) = -t_1 * S",
        "(1 / S) * (t_1 + t_2 + t_3) = 1 / S",
        "(-t_1 * S, -t_2 * S, -t_3 * S)",
        "prod_{i=2}^3 (x + i) = (x + 2) * (x + 3)",
        "a_1",
    ]) func `what is true passes`(text: String) throws {
        try check(text)
    }

    @Test(arguments: [
        "y_k = exp(a_k) / sum_{i=2}^n exp(a_i)", "d L / d a_k = t_k - y_k", "y = log(x) and d y / d x = x",
        "(1 / S) * (t_1 + t_2) = 1 / S", "y_1 = exp(a_1) / S = exp(a_2) / S", "d L / d L = 0",
    ]) func `what is false does not`(text: String) {
        #expect(message(text).contains("error: this does not equal what stands before it: "))
    }

    @Test func `a false link is marked, with the point where it fails`() {
        let text = message("y_1 = exp(a_1) / S = S")
        #expect(text.hasPrefix("<formula>:1:22: error: this does not equal what stands before it: "))
        #expect(text.contains(", at a_1 = "))
        #expect(text.hasSuffix("\n    y_1 = exp(a_1) / S = S\n                         ^"))
    }

    @Test(arguments: [
        ("y_1 = q_1", "<formula>:1:7: error: ‘q_1’ is not defined\n    y_1 = q_1\n          ^~~"),
        ("a_4", "<formula>:1:1: error: there is no ‘a_4’\n    a_4\n    ^~~\na_k has k = 1...3"),
        ("y = y", "<formula>:1:5: error: ‘y’ is defined by itself\n    y = y\n        ^"),
        (
            "sum_{i=3}^1 x",
            "<formula>:1:11: error: this sum runs over nothing, or too much\n    sum_{i=3}^1 x\n              ^"
        ),
        ("d y / x = 1", "<formula>:1:1: error: a derivative is written d y / d x\n    d y / x = 1\n    ^"),
        ("d L / d x = 1", "<formula>:1:9: error: ‘L’ is no function of ‘x’\n    d L / d x = 1\n            ^"),
        (
            "x = 1 and",
            "<formula>:1:10: error: the formula ends where a value is expected\n    x = 1 and\n             ^"
        ),
        ("(x, y", "<formula>:1:1: error: this ‘(’ is never closed\n    (x, y\n    ^"),
        (
            "sum_{i=-9000000000000000000}^9000000000000000000 x",
            """
            <formula>:1:30: error: this sum runs over nothing, or too much
                sum_{i=-9000000000000000000}^9000000000000000000 x
                                             ^~~~~~~~~~~~~~~~~~~
            """
        ),
    ]) func `what has no meaning is an error at its place`(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test func `what would never end is an error`() {
        let sums = String(repeating: "sum_k ", count: 30) + "y_k"
        let names = (0..<5_000).map { "x\($0) = -x\($0 + 1)" }.joined(separator: " and ")
        for text in [sums, names] {
            #expect(
                message(text).hasPrefix(
                    "<formula>:1:1: error: this is too much to be checked: sums in sums, or names for names\n"))
        }
    }
}
