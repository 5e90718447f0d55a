import Foundation
import Testing

/// `gradfig build --format html`: a page for each series of steps, or else for each figure.
struct PageTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test func `one file for a series, called as the template is; without a series, one for each figure`()
        throws
    {
        let path = "Templates/squared-error.yaml"
        try workspace.write(
            try workspace.text(path) + "  - { id: forward, title: Without gradients }\n", to: path)
        #expect(try workspace.gradfig("build", "--format", "html") == .silence)
        #expect(
            workspace.names(in: "output") == [
                "A.11n.html", "A.2n.html", "affine.html", "batch-normalization.html", "forward.html",
                "softmax-with-loss.html", "squared-error.html",
            ])
        #expect(try workspace.gradfig("check", "--format", "html", "--exact") == .silence)
        let page = try workspace.text("output/softmax-with-loss.html")
        #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    }

    @Test func `a step is no page of its own`() throws {
        #expect(
            try workspace.gradfig("build", "--only", "A.5", "--format", "html")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        --only:1:1: error: ‘A.5’ is not made as html
                            A.5
                            ^~~
                        these are: A.11n, A.2n, affine, batch-normalization, softmax-with-loss, squared-error

                        """))
    }

    @Test func `several series are numbered`() throws {
        let path = "Templates/squared-error.yaml"
        let series = """
              - steps: [{ id: a, title: The loss, backward: L }]
              - steps: [{ id: b, title: The loss, backward: L }]

            """
        try workspace.write(try workspace.text(path) + series, to: path)
        #expect(try workspace.gradfig("build", path, "--format", "html") == .silence)
        #expect(workspace.names(in: "output") == ["squared-error-1.html", "squared-error-2.html"])
    }

    @Test func `a page that is not up to date is named with what mends it`() throws {
        #expect(try workspace.gradfig("build", "--format", "html", "svg") == .silence)
        let path = "Templates/softmax-with-loss.yaml"
        let template = try workspace.text(path)
        try workspace.write(template.replacing("unchanged", with: "as it is"), to: path)
        let command = "gradfig build \(path) --only softmax-with-loss --format html"
        #expect(
            try workspace.gradfig("check", "--format", "html")
                == Outcome(exitCode: 1, errors: "output/softmax-with-loss.html: out of date: \(command)\n"))
        #expect(try workspace.shell(command) == .silence)
        #expect(try workspace.gradfig("check", "--format", "html") == .silence)
    }

    @Test func `a page stays beside figures in other formats, until its steps are no more`() throws {
        #expect(try workspace.gradfig("build", "--format", "html", "svg") == .silence)
        #expect(try workspace.gradfig("check", "--format", "svg") == .silence)
        let path = "Templates/softmax-with-loss.yaml"
        try workspace.write(try workspace.text("Templates/squared-error.yaml"), to: path)
        let errors = try workspace.gradfig("check", path, "--format", "html", "svg").errors
        #expect(
            errors.contains(
                "output/softmax-with-loss.html: no template has it any more: rm output/softmax-with-loss.html\n"
            ))
    }

    @Test func `a series and a figure of its template's name can't give the same page`() throws {
        let model = "title: T\nlayers: [{ name: A, input: x, output: L, equations: L = x * x }]\n"
        try workspace.write(
            model + "figures: [{ steps: [{ id: step, title: The loss, backward: L }] }]\n", to: "square.yaml")
        try workspace.write(model + "figures: [{ id: square, title: The loss }]\n", to: "other.yaml")
        #expect(
            try workspace.gradfig("build", "square.yaml", "other.yaml", "--format", "html").errors == """
                other.yaml:3:17: error: the page ‘square’ is also made of square.yaml
                    figures: [{ id: square, title: The loss }]
                                    ^~~~~~

                """)
    }
}
