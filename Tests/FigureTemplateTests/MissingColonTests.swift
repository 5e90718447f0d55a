import Diagnostics
import FigureTemplate
import Testing

/// What stands between a key and its value in place of ‘: ’ is told at its place, with the right spelling.
struct MissingColonTests {
    /// The error of a template with a line, or several, in place of one that begins so.
    private func error(_ line: String, instead start: String) -> String {
        let template = """
            title: T
            index: { k: 1...3 }
            names: { w: v }
            layers:
              - name: A
                input: [x_k, w]
                equations: y_k = w * x_k
                output: y_k
                upstream: { y_k: g_k }
            figures:
              - id: f
                title: F
                at: { w: 2 }
                classes: 3
                width: 16cm

            """
        let lines = template.split(separator: "\n", omittingEmptySubsequences: false).map { old in
            old.drop { " -".contains($0) }.hasPrefix(start)
                ? old.prefix { " -".contains($0) } + line : old
        }
        return message { _ = try Template(SourceText(lines.joined(separator: "\n"), name: "t.yaml")) }
    }

    @Test(arguments: [
        ("at: { w «=» 2 }", 13, "w: 2"),
        ("at: { x_2: 1, w «->» 2 }", 13, "w: 2"),
        ("at: { w: 2, x_k «=» [1, 2, 3] }", 13, "x_k: [1, 2, 3]"),
        ("at: w «=» 2", 13, "{ w: 2 }"),
        ("at: w «=» 2, x_1 = 3", 13, "{ w: 2, x_1: 3 }"),
        ("at:\n      w «=» 2\n      x_1 = 3", 14, "w: 2"),
        ("classes «=» 3", 14, "classes: 3"),
        ("width «=» 16cm", 15, "width: 16cm"),
        ("index: { k «=» 1...3 }", 2, "k: 1...3"),
        ("index: { k «in» 1...3 }", 2, "k: 1...3"),
        ("index: k «=» 1...3", 2, "{ k: 1...3 }"),
        ("index «=» { k: 1...3 }", 2, "index: { k: 1...3 }"),
        (#"names: { w «=» \hat w }"#, 3, #"w: \hat w"#),
        (#"names: { w «=» \hat{w} }"#, 3, #"w: '\hat{w}'"#),
        ("title «=» T", 1, "title: T"),
        ("input «=» [x_k, w]", 6, "input: [x_k, w]"),
        ("upstream: { y_k «=» g_k }", 9, "y_k: g_k"),
        ("upstream: y_k «=» g_k", 9, "{ y_k: g_k }"),
    ])
    func `another sign`(line: String, number: Int, pair: String) throws {
        let start = try #require(line.firstMatch(of: /[a-z]+/)?.0)
        let indent = number < 4 || line.contains("\n") ? "" : "    "
        let marked = indent + line.split(separator: "\n").first { $0.contains("«") }!
        let before = marked.prefix { $0 != "«" }
        let sign = marked.dropFirst(before.count + 1).prefix { $0 != "»" }
        func unmarked(_ text: String) -> String { text.filter { !"«»".contains($0) } }
        #expect(
            error(unmarked(line), instead: String(start)) == """
                t.yaml:\(number):\(before.count + 1): error: a key and its value have ‘:’ between them, not ‘\(sign)’
                    \(unmarked(marked))
                    \(before.map { _ in " " }.joined())\(sign.count == 1 ? "^" : "^~")
                write ‘\(pair)’
                """)
    }

    @Test func `no blank behind the colon`() {
        #expect(
            error("index: {k:1...3}", instead: "index") == """
                t.yaml:2:10: error: a blank must follow the ‘:’ between a key and its value
                    index: {k:1...3}
                             ^
                write ‘k: 1...3’
                """)
        #expect(
            error("width:16cm", instead: "width") == """
                t.yaml:15:10: error: a blank must follow the ‘:’ between a key and its value
                        width:16cm
                             ^
                write ‘width: 16cm’
                """)
    }

    @Test func `a list where a mapping is due`() {
        #expect(
            error("at: [w = 2, x_1 = 3]", instead: "at") == """
                t.yaml:13:9: error: numbers are a mapping such as { a_1: 0.3, x_k: [1, 2, 3] }
                        at: [w = 2, x_1 = 3]
                            ^
                write ‘{ w: 2, x_1: 3 }’
                """)
        #expect(
            error("index: [k, 1...3]", instead: "index") == """
                t.yaml:2:8: error: the index must be a mapping such as { k: 1...3 }
                    index: [k, 1...3]
                           ^
                """)
    }

    @Test func `no value at all`() {
        #expect(
            error("at: { w }", instead: "at") == """
                t.yaml:13:11: error: ‘w’ has no number
                        at: { w }
                              ^
                """)
    }

    /// Equations that are not indented are no keys, and what has an ‘=’ in it is not always one.
    @Test func `other texts stay what they are`() {
        #expect(error("title: x = 3", instead: "title") == "no error")
        #expect(!error("equations: |\n    y_k = w * x_k", instead: "equations").contains("between them"))
    }
}
