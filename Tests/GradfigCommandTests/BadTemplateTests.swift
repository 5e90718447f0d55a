import Foundation
import Testing

/// A bad template gets a clear error, exit code 65, and the files that are there stay as they are.
struct BadTemplateTests {
    private let workspace: Workspace
    private static let template = "Templates/softmax-with-loss.yaml"

    init() throws { workspace = try Workspace() }

    /// One mistake in the template of the softmax layer, and the message that it gets.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let old: String
        let new: String
        let message: String

        init(_ name: String, _ old: String, _ new: String, _ message: String) {
            (testDescription, self.old, self.new, self.message) = (name, old, new, message)
        }
    }

    private static let mistakes = [
        Mistake(
            "broken YAML", "input: a_k", "input: [a_k",
            """
            9:14: error: YAML: did not find expected ',' or ']'
                    equations: |
                             ^
            while parsing a flow sequence that begins at line 8, column 12
            """),
        Mistake(
            "an unknown key", "    open: none", "    opne: none",
            """
            29:5: error: unknown key ‘opne’ in a figure
                    opne: none
                    ^~~~
            did you mean ‘open’?
            """),
        Mistake(
            "an undefined name", "(1 / S)", "(1 / R)",
            """
            11:29: error: ‘R’ is not defined
                      y_k = exp(a_k) * (1 / R)
                                            ^
            """),
        Mistake(
            "a name defined twice", "      y_k = exp(a_k) * (1 / S)", "      y_k = exp(a_k) / S\n      y_2 = S",
            """
            12:7: error: ‘y_2’ is defined twice, in line 11, too
                      y_2 = S
                      ^~~
            """),
        Mistake(
            "a cycle", "sum_k exp(a_k)", "sum_k (exp(a_k) * y_k)",
            """
            11:29: error: ‘S’ depends on itself: S → y_1 → S
                      y_k = exp(a_k) * (1 / S)
                                            ^
            """),
        Mistake(
            "an unknown function", "log(y_k)", "lgo(y_k)",
            """
            20:24: error: unknown function ‘lgo’
                      L = sum_k (t_k * lgo(y_k)) * -1
                                       ^~~
            did you mean ‘log’?
            """),
        Mistake(
            "an index that does not fit", "y_k = exp(a_k)", "y_k = exp(a_4)",
            """
            11:17: error: there is no ‘a_4’
                      y_k = exp(a_4) * (1 / S)
                                ^~~
            a_k has k = 1...3
            """),
        Mistake(
            "an index that is missing", "y_k = exp(a_k)", "y_k = exp(a)",
            """
            11:17: error: ‘a’ takes one index, not 0
                      y_k = exp(a) * (1 / S)
                                ^
            it is declared as ‘a_k’
            """),
        Mistake(
            "an assumption that is false", "assume: sum_k t_k = 1", "assume: sum_k y_k = 2",
            """
            18:13: error: this does not hold: the left side is 1.0, the right side 2.0
                    assume: sum_k y_k = 2           # it is one-hot
                            ^~~~~~~~~~~~~
            """),
        Mistake(
            "an unknown layer", "    layers: Cross Entropy Error\n    backward",
            "    layers: Entropy\n    backward",
            """
            52:13: error: there is no layer ‘Entropy’
                    layers: Entropy
                            ^~~~~~~
            """),
        Mistake(
            "a value that the figure does not show", "backward: 1/S", "backward: t_k*log(y_k)",
            """
            77:19: error: the figure ‘A.6’ does not show the value t_k*log(y_k)
                        backward: t_k*log(y_k)
                                  ^~~~~~~~~~~~
            """),
    ]

    @Test(arguments: mistakes)
    func `a mistake`(_ mistake: Mistake) throws {
        try workspace.write("old", to: "output/A.1.svg")
        let text = try workspace.text(Self.template)
        try #require(text.contains(mistake.old))
        try workspace.write(
            text.replacing(mistake.old, with: mistake.new, maxReplacements: 1), to: Self.template)
        #expect(
            try workspace.gradfig("build", "--format", "svg", "--force")
                == Outcome(exitCode: 65, errors: "\(Self.template):\(mistake.message)\n"))
        // Nothing of any template is written when one is bad.
        #expect(try workspace.files(in: "output") == ["A.1.svg": Data("old".utf8)])
    }

    @Test func `two templates with mistakes: both are told`() throws {
        try workspace.write("title: Nothing\n", to: "Templates/a.yaml")
        try workspace.write("", to: "Templates/b.yaml")
        #expect(
            try workspace.gradfig("build")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        Templates/a.yaml:1:1: error: a template needs the key ‘layers’
                            title: Nothing
                            ^
                        Templates/b.yaml:1:1: error: the template is empty
                            \("")
                            ^

                        """))
    }

    @Test func `one id in two templates`() throws {
        try workspace.write(
            workspace.text("Templates/squared-error.yaml").replacing("id: squared-error", with: "id: A.4"),
            to: "Templates/squared-error.yaml")
        #expect(
            try workspace.gradfig("build")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        Templates/squared-error.yaml:14:9: error: the figure ‘A.4’ is also defined in \(Self.template)
                              - id: A.4
                                    ^~~

                        """))
        #expect(workspace.names(in: ".") == ["Templates"])
    }

    @Test func `two templates of one name`() throws {
        try workspace.write(workspace.text("Templates/squared-error.yaml"), to: "Other/squared-error.yaml")
        #expect(
            try workspace.gradfig("build", "Templates/squared-error.yaml", "Other/squared-error.yaml")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        Other/squared-error.yaml:1:1: error: the template has the name of Templates/squared-error.yaml
                            title: { en: Squared error, zh: 平方误差, ja: 二乗誤差 }
                            ^
                        rename one of them: figures are told by it

                        """))
        #expect(
            try workspace.gradfig("build", "Other/squared-error.yaml", "Other/squared-error.yaml")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        Other/squared-error.yaml:1:1: error: the template is named twice
                            title: { en: Squared error, zh: 平方误差, ja: 二乗誤差 }
                            ^

                        """))
        #expect(workspace.names(in: ".") == ["Other", "Templates"])
    }

    @Test func `a template that draws nothing is told`() throws {
        let template = try workspace.text("Templates/squared-error.yaml").components(separatedBy: "figures:")[0]
        try workspace.write(template, to: "Templates/squared-error.yaml")
        let told = Outcome(
            errors: """
                Templates/squared-error.yaml:1:1: warning: the template asks for nothing to be drawn
                    title: { en: Squared error, zh: 平方误差, ja: 二乗誤差 }
                    ^
                add ‘figures: [{ id: NAME, title: … }]’, or ‘equations’

                """)
        #expect(try workspace.gradfig("build", "Templates/squared-error.yaml") == told)
        #expect(try workspace.gradfig("check", "Templates/squared-error.yaml") == told)

        try workspace.write(
            template + "equations: { id: e, formula: d_k = y_k - t_k }", to: "Templates/squared-error.yaml")
        #expect(try workspace.gradfig("build", "Templates/squared-error.yaml") == .silence)
        #expect(
            try workspace.gradfig("build", "Templates/squared-error.yaml", "--format", "dot")
                == Outcome(
                    errors: """
                        Templates/squared-error.yaml:1:1: warning: the template has equations only, and these are no graphs
                            title: { en: Squared error, zh: 平方误差, ja: 二乗誤差 }
                            ^
                        choose another format

                        """))
    }

    @Test func `an unknown figure`() throws {
        #expect(
            try workspace.gradfig("build", "--only", "A.1", "A.12")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        --only:1:1: error: there is no figure ‘A.12’
                            A.12
                            ^~~~
                        did you mean ‘A.10’?

                        """))
        #expect(workspace.names(in: ".") == ["Templates"])
    }

    @Test(arguments: [("0", "^"), ("-1", "^~"), ("-12", "^~~")])
    func `fewer classes than one`(count: String, marks: String) throws {
        for command in [["build"], ["values", Self.template]] {
            #expect(
                try workspace.gradfig(command + ["--classes", count])
                    == Outcome(
                        exitCode: 65,
                        errors: """
                            --classes:1:1: error: a network has at least 1 class
                                \(count)
                                \(marks)

                            """))
        }
    }

    @Test func `classes of a template without an index`() throws {
        try workspace.write(
            """
            title: Square
            layers:
              - { name: Square, input: x, equations: L = x * x, output: L }
            """, to: "square.yaml")
        #expect(
            try workspace.gradfig("build", "square.yaml", "--classes", "2")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        square.yaml:1:1: error: the template has no index whose range could be set to 1...2
                            title: Square
                            ^

                        """))
    }
}
