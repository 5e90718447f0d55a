import Diagnostics
import FigureTemplate
import Testing

/// Every error of a template names its place, whole.
struct TemplateErrorTests {
    private static let valid = """
        title: Sum
        index: { k: 1...2 }
        layers:
          - name: Sum
            input: a_k
            equations: |
              L = sum_k a_k
            output: L
        figures:
          - id: sum
            title: The sum
        """

    private func error(_ text: String) -> String {
        message { _ = try Template(SourceText(text, name: "net.yaml")) }
    }

    private func error(replacing old: String, with new: String) -> String {
        #expect(Self.valid.contains(old))
        return error(Self.valid.replacing(old, with: new, maxReplacements: 1))
    }

    @Test func `a valid template is read`() throws {
        let template = try Template(SourceText(Self.valid, name: "net.yaml"))
        #expect(template.title == "Sum")
        #expect(template.figures.map(\.id) == ["sum"])
    }

    @Test func `an unknown key`() {
        #expect(
            error(replacing: "equations:", with: "equatons:") == """
                net.yaml:6:5: error: unknown key ‘equatons’ in a layer
                        equatons: |
                        ^~~~~~~~
                did you mean ‘equations’?
                """)
    }

    /// Each of them is told, in whatever part of the template.
    @Test func `several wrong keys`() throws {
        let text = Self.valid.replacing("title: Sum\n", with: "titel: Sum\n")
            .replacing("input:", with: "inputs:").replacing("equations:", with: "equation:")
            .replacing("    title: The sum", with: "    titel: The sum")
        let failures = #expect(throws: Failures.self) { try Template(SourceText(text, name: "net.yaml")) }
        #expect(
            failures?.errors.map { "\($0)" } == [
                """
                net.yaml:1:1: error: unknown key ‘titel’ in a template
                    titel: Sum
                    ^~~~~
                did you mean ‘title’?
                """,
                """
                net.yaml:5:5: error: unknown key ‘inputs’ in a layer
                        inputs: a_k
                        ^~~~~~
                did you mean ‘input’?
                """,
                """
                net.yaml:6:5: error: unknown key ‘equation’ in a layer
                        equation: |
                        ^~~~~~~~
                did you mean ‘equations’?
                """,
                """
                net.yaml:11:5: error: unknown key ‘titel’ in a figure
                        titel: The sum
                        ^~~~~
                did you mean ‘title’?
                """,
            ])
    }

    @Test func `two layers of one name`() {
        #expect(
            error(
                replacing: "figures:",
                with: "  - { name: Sum, input: L, equations: y = 2*L, output: y }\nfigures:") == """
                    net.yaml:9:13: error: there are two layers ‘Sum’
                          - { name: Sum, input: L, equations: y = 2*L, output: y }
                                    ^~~
                    give each a name of its own, as in ‘name: Sum 2’
                    """)
    }

    @Test(arguments: ["equations:", "equations: >"]) func `several equations without a sign`(key: String) {
        #expect(
            error(
                replacing: "equations: |\n      L = sum_k a_k",
                with: "\(key)\n      u = sum_k a_k\n      L = u^2") == """
                    net.yaml:7:7: error: these lines would be read as one
                              u = sum_k a_k
                              ^~~~~~~~~~~~~
                    write ‘equations: |’ before them
                    """)
    }

    @Test(arguments: ["{ k: 3 }", "[3]", "many"]) func `classes that are no number`(value: String) {
        let isMapping = value.hasPrefix("{")
        #expect(
            error(replacing: "title: The sum", with: "title: The sum\n    classes: \(value)") == """
                net.yaml:12:14: error: ‘classes’ is a number above zero, or n
                        classes: \(value)
                                 ^\(value == "many" ? "~~~" : "")
                """ + (isMapping ? "\nit is that of the first index, as in ‘classes: 3’" : ""))
    }

    @Test func `a gradient that has no name`() {
        #expect(
            error(replacing: "output: L", with: "output: L\n    upstream: { L: ∂E/∂L }") == """
                net.yaml:9:20: error: the name of a gradient is that of a value, such as ‘g’
                        upstream: { L: ∂E/∂L }
                                       ^~~~~
                without a name it is ∂L/∂L: a list, as in ‘[L]’
                """)
    }

    @Test func `a missing key`() {
        #expect(
            error(replacing: "    output: L\n", with: "") == """
                net.yaml:4:5: error: a layer needs the key ‘output’
                      - name: Sum
                        ^
                """)
    }

    @Test func `broken YAML`() {
        #expect(
            error("title: [1, 2\nindex: 3\n") == """
                net.yaml:2:6: error: YAML: did not find expected ',' or ']'
                    index: 3
                         ^
                while parsing a flow sequence that begins at line 1, column 8
                """)
        #expect(
            error("title: a: b\n") == """
                net.yaml:1:9: error: YAML: mapping values are not allowed in this context
                    title: a: b
                            ^
                such a text stands in quotes: title: "a: b"
                """)
    }

    @Test func `a key without its colon`() {
        #expect(
            error("title: T\nlayers:\n  - name A\n    input: x\n") == """
                net.yaml:4:10: error: YAML: mapping values are not allowed in this context
                        input: x
                             ^
                a ‘:’ is missing behind ‘name’ in line 3
                """)
    }

    @Test func `a key that occurs twice`() {
        #expect(
            error("title: a\ntitle: [b]\n") == """
                net.yaml:2:1: error: YAML: the key ‘title’ occurs twice in one mapping
                    title: [b]
                    ^
                """)
    }

    @Test(arguments: [
        ("shapes: { a: [N] }", "it stands at the top of the template"),
        ("backward: all", "it stands in a figure"),
    ]) func `a key that stands elsewhere`(line: String, suggestion: String) {
        let key = line.prefix { $0 != ":" }
        #expect(
            error(replacing: "input: a_k", with: "input: a_k\n    \(line)") == """
                net.yaml:6:5: error: unknown key ‘\(key)’ in a layer
                        \(line)
                        \("^" + String(repeating: "~", count: key.count - 1))
                \(suggestion)
                """)
    }

    @Test func `a text with a NUL`() {
        let message = error(replacing: "title: The sum", with: #"title: "The\0sum""#)
        #expect(message.hasPrefix("net.yaml:11:13: error: a title can’t have a NUL in it\n"), "\(message)")
    }

    @Test func `an empty template`() {
        #expect(error("") == "net.yaml:1:1: error: the template is empty\n    \n    ^")
    }

    @Test(arguments: [
        ("1..3", "an index range is written first...last, such as 1...3"),
        ("1.7.9.3", "an index range is written first...last, such as 1...3"),
        ("3...1", "the index range 3...1 is empty or negative"),
    ])
    func `a range that is none`(range: String, message: String) {
        #expect(
            error(replacing: "1...2", with: range)
                == "net.yaml:2:13: error: \(message)\n    index: { k: \(range) }\n                ^"
                + String(repeating: "~", count: range.count - 1))
    }

    @Test func `two figures of one id`() {
        #expect(
            error(Self.valid + "\n  - { id: sum, title: Again }\n") == """
                net.yaml:12:11: error: the figure ‘sum’ is defined twice
                      - { id: sum, title: Again }
                              ^~~
                """)
    }

    @Test func `an id that is no file name`() {
        #expect(
            error(replacing: "id: sum", with: "id: ../sum") == """
                net.yaml:10:9: error: an id is a letter followed by letters, digits, ‘.’, ‘_’ or ‘-’: it names a file
                      - id: ../sum
                            ^~~~~~
                """)
    }

    @Test func `no layer`() {
        #expect(
            error("title: Nothing\nlayers: []\n") == """
                net.yaml:2:9: error: a network has one layer at least
                    layers: []
                            ^
                """)
    }

    @Test func `nesting without end is an error, not a crash`() {
        let message = error(String(repeating: "[", count: 100_000))
        #expect(message.hasPrefix("net.yaml:1:102: error: YAML: this is nested more than 100 deep"))
    }

    /// 10 lists of 10 lists of 10 … values, as a list or as a key.
    @Test(arguments: ["title", "?"]) func `aliases that repeat too much are an error, not a wait`(key: String) {
        let lists = (1...9).map { level in
            "&a\(level) [" + [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]"
        }
        let message = error("\(key == "?" ? "? " : "title: ")[&a0 [x], \(lists.joined(separator: ", "))]\n")
        #expect(message.contains("error: YAML: aliases repeat more than 100000 values"), "\(message)")
    }

    @Test func `what an alias stands for is read where its anchor is`() throws {
        let text = Self.valid.replacing("equations: ", with: "equations: &e ")
        #expect(throws: Never.self) { try Template(SourceText(text, name: "net.yaml")) }
        #expect(
            error("title: *t\n") == """
                net.yaml:1:8: error: YAML: found undefined alias
                    title: *t
                           ^
                such a text stands in quotes: title: "*t"
                """)
    }

    @Test func `functions in lines that YAML joins`() {
        #expect(
            error(exponentialSum + "functions: >\n  f(x) = x^2\n  g(x, y) = x * y\n") == """
                net.yaml:15:3: error: these lines would be read as one
                      f(x) = x^2
                      ^~~~~~~~~~
                write ‘functions: |’ before them
                """)
    }

    @Test func `what is merged and no mapping`() {
        #expect(
            error("title: a\n<<: b\n") == """
                net.yaml:2:5: error: YAML: ‘<<’ takes a mapping, or several
                    <<: b
                        ^
                """)
    }

    @Test func `a second document`() {
        #expect(
            error("title: a\n---\ntitle: b\n") == """
                net.yaml:2:1: error: YAML: there is a second document; one text holds one
                    ---
                    ^
                """)
    }
}
