import Testing

struct ListAndHelpTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test func `list: the figures with their titles, and the equations`() throws {
        let outcome = try workspace.gradfig("list")
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 34)
        #expect(
            lines.first == "affine               Backpropagation through the affine layer for a batch")
        #expect(lines[2] == "A.1                  Computational graph of the Softmax-with-Loss layer")
        #expect(lines[11] == "A.10                 Step 6: the branches add up and pass the “exp” node")
        #expect(lines[15] == "A.4a                 d L / d L = 1")
        #expect(
            lines.last == "squared-error        Computational graph of the squared error, with all its values")
    }

    @Test func `list: of one template`() throws {
        #expect(
            try workspace.gradfig("list", "Templates/squared-error.yaml")
                == Outcome(
                    output: "squared-error  Computational graph of the squared error, with all its values\n"))
    }

    @Test func `list: the ids alone`() throws {
        let outcome = try workspace.gradfig("list", "--ids")
        #expect(outcome.exitCode == 0)
        let ids = outcome.output.split(separator: "\n").map(String.init)
        #expect(ids.count == 34)
        #expect(ids.first == "affine" && ids[15] == "A.4a" && ids.last == "squared-error")
    }

    /// Help shows an example, unbroken, and the example works.
    @Test(arguments: [[], ["build"], ["values"], ["list"], ["equation"], ["docs"]])
    func `help has an example that runs`(command: [String]) throws {
        try workspace.addDocument()
        let help = try workspace.gradfig(command + ["--help"])
        #expect(help.exitCode == 0)
        #expect(help.errors == "")
        let examples = help.output.split(separator: "\n").filter { $0.hasPrefix("  gradfig ") }
        #expect(examples.count == 1)
        for example in examples {
            let outcome = try workspace.shell(String(example))
            #expect(outcome.exitCode == 0, "\(example)")
            #expect(outcome.errors == "")
        }
    }

    @Test(arguments: [
        ["bild"], ["build", "--formt", "svg"], ["build", "--format", "bmp"], ["build", "--classes", "three"],
        ["build", "--scale", "0"], ["build", "--scale", "-1"], ["build", "--scale", "nan"],
        ["build", "--output", ""], ["values"],
    ])
    func `wrong usage`(arguments: [String]) throws {
        let outcome = try workspace.gradfig(arguments)
        #expect(outcome.exitCode == 64)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("Usage: gradfig"))
        #expect(workspace.names(in: ".") == ["Templates"])
    }

    @Test func `a format that there is not`() throws {
        let errors = try workspace.gradfig("build", "--format", "bmp").errors
        #expect(
            errors.hasPrefix(
                """
                Error: The value 'bmp' is invalid for '--format <format>'. \
                Please provide one of 'svg', 'png', 'pdf', 'dot' or 'html'.

                """))
    }
}
