import ComputationalGraph
import Diagnostics
import FigureTemplate
import Testing

/// An error in a formula points to its place in the file, in whatever style of YAML the formula is written.
struct ScalarPlaceTests {
    /// The error of a template whose second layer has these equations, in place of lines 11 and 12.
    private func error(equations: String, lineEnd: String = "\n") -> String {
        let text = exponentialSum.replacing(
            "equations: |\n      L = sum_k (t_k * y_k)", with: "equations: " + equations
        )
        .replacing("\n", with: lineEnd)
        return message { _ = try ComputationalGraph(Template(SourceText(text, name: "net.yaml")).model) }
    }

    @Test func `plain`() {
        #expect(
            error(equations: "L = sum_k (t_k * z_k * y_k)") == """
                net.yaml:11:33: error: ‘z_k’ is not defined
                        equations: L = sum_k (t_k * z_k * y_k)
                                                    ^~~
                did you mean ‘t_k’?
                """)
    }

    @Test func `quoted`() {
        #expect(
            error(equations: "'L = sum_k (t_k * y_k * z_k)'  # x") == """
                net.yaml:11:40: error: ‘z_k’ is not defined
                        equations: 'L = sum_k (t_k * y_k * z_k)'  # x
                                                           ^~~
                did you mean ‘t_k’?
                """)
    }

    @Test(arguments: ["|", "|-", "|2  # in lines"])
    func `a literal block with blank lines and comments`(mark: String) {
        #expect(
            error(
                equations: "\(mark)\n\n      # what is lost\n\n      L = sum_k (t_k * lgo(y_k))  # the loss\n")
                    == """
                    net.yaml:15:24: error: unknown function ‘lgo’
                              L = sum_k (t_k * lgo(y_k))  # the loss
                                               ^~~
                    did you mean ‘log’?
                    """)
    }

    @Test(arguments: [">", ""]) func `a text on several lines that is read as one`(mark: String) {
        #expect(
            error(equations: "\(mark)\n      L = sum_k (t_k\n      * lgo(y_k))") == """
                net.yaml:13:9: error: unknown function ‘lgo’
                          * lgo(y_k))
                            ^~~
                did you mean ‘log’?
                """)
    }

    @Test(arguments: [
        (#""L = sum_k\u0020(t_k * lgo(y_k))""#, 39), (#""u = 2\nL = sum_k (t_k * lgo(y_k)) + u""#, 41),
        (#""\x4C = sum_k (t_k * lgo(y_k))""#, 37),
    ])
    func `escapes`(equations: String, column: Int) {
        #expect(
            error(equations: equations) == """
                net.yaml:11:\(column): error: unknown function ‘lgo’
                        equations: \(equations)
                    \(String(repeating: " ", count: column - 1))^~~
                did you mean ‘log’?
                """)
    }

    @Test func `a column counts characters, not bytes`() {
        #expect(
            error(equations: "{ 漢字: 1 }") == """
                net.yaml:11:16: error: the equations must be a text
                        equations: { 漢字: 1 }
                                   ^
                """)
        #expect(
            error(equations: "[y = 2*x]") == """
                net.yaml:11:16: error: the equations must be a text
                        equations: [y = 2*x]
                                   ^
                write them one a line, behind ‘equations: |’
                """)
        #expect(
            message { _ = try figures("  - { title: “Größe” 漢字, id: a b }") } == """
                net.yaml:15:30: error: an id is a letter followed by letters, digits, ‘.’, ‘_’ or ‘-’: it names a file
                      - { title: “Größe” 漢字, id: a b }
                                         \u{3000}\u{3000}      ^~~
                """)
    }

    @Test func `a tab stays a tab before the caret`() {
        #expect(
            error(equations: "|\n      L\t= sum_k (t_k\t* lgo(y_k))") == """
                net.yaml:12:24: error: unknown function ‘lgo’
                          L\t= sum_k (t_k\t* lgo(y_k))
                           \t            \t  ^~~
                did you mean ‘log’?
                """)
    }

    @Test func `a tab that indents`() {
        #expect(
            message { _ = try figures("\t- { id: one, title: One }") } == """
                net.yaml:15:1: error: YAML: found character that cannot start any token
                    \t- { id: one, title: One }
                    ^
                lines are indented with blanks, not with tabs
                """)
    }

    @Test func `Windows line ends`() {
        let message = error(equations: "|\n      L = sum_k (t_k * lgo(y_k))", lineEnd: "\r\n")
        #expect(message.hasPrefix("net.yaml:12:24: error: unknown function ‘lgo’\n"))
    }
}
