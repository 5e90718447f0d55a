import Foundation
import Testing

/// `gradfig build` with numbers.
struct NumberCommandTests {
    private let workspace: Workspace
    private static let template = "Templates/squared-error.yaml"

    init() throws { workspace = try Workspace() }

    @Test func `numbers of the command are in the figure, and it stays up to date`() throws {
        let numbers = [
            "--format", "svg", "--text", "--at", "y_k=[0.5, 1, 2.50]", "t_k=[1, 1, 1]", "--show", "both",
        ]
        #expect(try workspace.gradfig(["build", Self.template] + numbers) == .silence)
        let svg = try workspace.text("output/squared-error.svg")
        #expect(svg.contains("y_3 = 2.50"))
        #expect(svg.contains("L = 1.25"))
        #expect(try workspace.gradfig(["check", Self.template] + numbers) == .silence)
        let outcome = try workspace.gradfig("check", Self.template, "--format", "svg", "--text")
        #expect(outcome.exitCode == 1)
        let other = try workspace.gradfig(
            ["check", Self.template] + numbers.map { $0 == "both" ? "numbers" : $0 })
        #expect(
            other.errors == """
                output/squared-error.svg: out of date: gradfig build Templates/squared-error.yaml --only squared-error \
                --format svg --at 'y_k=[0.5, 1, 2.50]' 't_k=[1, 1, 1]' --show numbers --text

                """)
    }

    @Test func `numbers in a file, which the figure is made from`() throws {
        try workspace.write("y_k: [0.5, 1, 2]\nt_k: [1, 1, 1] # labels\n", to: "numbers.yaml")
        let arguments = [
            "build", Self.template, "--format", "svg", "--at", "numbers.yaml", "--deps", "figures.mk",
        ]
        #expect(try workspace.gradfig(arguments) == .silence)
        #expect(try workspace.text("figures.mk").contains("numbers.yaml"))
        try workspace.write("y_k: [0.5, 1, 2]\nt_k: [1, 1, one]\n", to: "numbers.yaml")
        #expect(
            try workspace.gradfig(arguments)
                == Outcome(
                    exitCode: 65,
                    errors: """
                        numbers.yaml:2:13: error: a number is written as 0.3, -2, 1e-3 or 1/3
                            t_k: [1, 1, one]
                                        ^~~

                        """))
    }

    @Test func `inputs without a number, and how to give it`() throws {
        #expect(
            try workspace.gradfig("build", Self.template, "--at", "y_k=[1,2,3]", "t_1=0")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        --at:1:1: error: the figure ‘squared-error’ needs numbers that are not given: t_2 and t_3
                            y_k=[1,2,3]
                            ^~~~~~~~~~~
                        add --at t_2=0.5 t_3=0.5

                        """))
        #expect(
            try workspace.gradfig("build", Self.template, "--show", "numbers")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        --show:1:1: error: there are no numbers to show
                            numbers
                            ^~~~~~~
                        give them with ‘at’, as in ‘at: { x: 0.5 }’

                        """))
    }

    @Test func `a page tells how each number comes about`() throws {
        #expect(
            try workspace.gradfig(
                "build", Self.template, "--format", "html", "--at", "y_k=[0.5,1,2]", "t_k=[1,1,1]") == .silence)
        let page = try workspace.text("output/squared-error.html")
        #expect(page.contains("d_1 = y_1-t_1 = -0.5"))
    }

    @Test func `a kink is a warning`() throws {
        try workspace.write(
            """
            title: ReLU
            layers: [{ name: ReLU, input: x, equations: y = relu(x), output: y }]
            figures: [{ id: relu, title: ReLU, backward: all, at: { x: 0 } }]
            """, to: "relu.yaml")
        let outcome = try workspace.gradfig("build", "relu.yaml", "--format", "svg")
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.errors == """
                relu.yaml:2:49: warning: relu(x) has no derivative where x = 0; the gradients shown are what their \
                formulas give there
                    layers: [{ name: ReLU, input: x, equations: y = relu(x), output: y }]
                                                                    ^~~~~~~

                """)
    }

    /// Others may need more of them; which are asked for changes nothing in the files.
    @Test func `numbers for the figures that are asked for`() throws {
        let template = "Templates/softmax-with-loss.yaml"
        let numbers = ["--format", "svg", "--at", "a_k=[0.3,2.9,4]"]
        #expect(try workspace.gradfig(["build", template, "--only", "A.2"] + numbers) == .silence)
        let alone = try workspace.data("output/A.2.svg")
        #expect(
            try workspace.gradfig(["build", template, "--only", "A.2", "A.9", "--force"] + numbers).exitCode
                == 65)
        let all = numbers + ["t_k=[0,0,1]"]
        #expect(try workspace.gradfig(["build", template, "--output", "all"] + all) == .silence)
        #expect(
            try workspace.gradfig(["build", template, "--output", "one", "--only", "A.7"] + all) == .silence)
        #expect(try workspace.data("all/A.7.svg") == workspace.data("one/A.7.svg"))
        #expect(try workspace.data("all/A.2.svg") != alone)
        let any = try workspace.gradfig(
            ["build", "Templates/softmax-with-n-classes.yaml", "--classes", "n"] + all)
        #expect(any.exitCode == 65)
        #expect(any.errors.contains("shows any number of values, which have no numbers"))
    }

    @Test func `numbers in a document`() throws {
        try workspace.write(
            """
            ```gradfig
            template: squared-error
            figure: squared-error
            at: { y_k: [0.5, 1, 2.50], t_k: [1, 1, 1] }
            show: both
            ```
            """, to: "a.md")
        #expect(try workspace.gradfig("docs", "a.md", "--output", "site") == Outcome(output: "1 of 1\n"))
        #expect(try workspace.text("site/figures/a/squared-error.svg").contains("y_3 = 2.50"))
    }
}
