import Documents
import Testing

/// Figures written where they are used.
struct BlockTests {
    @Test func `a figure of a template, by name`() throws {
        var build = Build()
        let files = try build.files([
            "guide/a.md": """
            > 1. text
            >    ```gradfig
            >    template: double
            >    figure: small
            >    classes: 4
            >    caption: Twice *each* input
            >    alt: Four lanes
            >    ```
            > 2. more
            """
        ])
        #expect(
            files["guide/a.md"] == """
                > 1. text
                >  \("  ")
                >    ![Four lanes](figures/a/small.svg)
                >
                >    *Twice \\*each\\* input*
                > 2. more
                """)
        #expect(files["guide/figures/a/small.svg"]?.contains("data-text=\"x_4\"") == true)
        #expect(build.count == "1 of 1")
    }

    @Test func `a small template`() throws {
        var build = Build()
        let files = try build.files([
            "a.md": """
            ```gradfig
            title: Square
            layers:
              - { name: Square, input: x, equations: y = x * x, output: y }
            figures:
              - { id: square, title: A square, backward: all }
            ```
            """
        ])
        #expect(files["a.md"] == "![A square](figures/a/square.svg)")
    }

    private static let importing = """
        text

        ```gradfig
        title: Two layers
        import: layers/twice.yaml
        layers:
          - { name: Twice, use: Twice }
        figures:
          - { id: two, title: Twice }
        ```
        """

    @Test func `a template that imports another, beside the document`() throws {
        var build = Build()
        build.templates["guide/layers/twice.yaml"] = """
            title: Twice
            layers:
              - { name: Twice, input: x, equations: y = 2 * x, output: y }
            """
        let files = try build.files(["guide/a.md": Self.importing])
        #expect(files["guide/figures/a/two.svg"]?.contains("data-text=\"2\"") == true)
        // So what is imported is known to be what the figure is made from.
        #expect(
            try build.inputs(["guide/a.md": Self.importing]).allSatisfy {
                $0.starts(with: ["guide/a.md", "guide/layers/twice.yaml"])
            })
    }

    @Test func `what is wrong in an imported template is told there`() throws {
        var build = Build()
        build.templates["layers/twice.yaml"] = """
            title: Twice
            layers:
              - { name: Twice, input: x, equations: y = 2 * z, output: y }
            """
        #expect(
            build.error(Self.importing) == """
                layers/twice.yaml:3:49: error: ‘z’ is not defined
                      - { name: Twice, input: x, equations: y = 2 * z, output: y }
                                                                    ^
                """)
    }

    @Test(arguments: [("", "Its own"), ("caption: Another\n", "Another")])
    func `the figure's caption, or the block's`(line: String, caption: String) throws {
        var build = Build()
        #expect(
            try build.copy(
                """
                ```gradfig
                title: Square
                layers: [{ name: Square, input: x, equations: y = x * x, output: y }]
                figures: [{ id: square, title: A square, caption: Its own }]
                \(line)```
                """) == "![A square](figures/a/square.svg)\n\n*\(caption)*")
    }

    @Test func `text right beside a block is not drawn into its paragraph`() throws {
        var build = Build()
        let fence = "```gradfig\n> template: double\n> figure: small\n> caption: Twice\n> ```"
        #expect(
            try build.copy("> # Head\n> text\n> \(fence)\n> more") == """
                > # Head
                > text
                > 
                > ![Twice the inputs](figures/a/small.svg)
                >
                > *Twice*
                >
                > more
                """)
        #expect(
            try build.copy("- ```gradfig\n  template: double\n  figure: small\n  ```\n- next")
                == "- ![Twice the inputs](figures/a/small.svg)\n- next")
    }

    @Test func `a figure never takes the place of a picture, and its address is one`() throws {
        var build = Build(pictures: ["figures/b?#%/small.svg": "drawn by hand"])
        let block = "```gradfig\ntemplate: double\nfigure: small\n```"
        let files = try build.files(["b?#%.md": "![](figures/b%3F%23%25/small.svg)\n\n\(block)"])
        #expect(
            files["b?#%.md"]
                == "![](figures/b%3F%23%25/small.svg)\n\n![Twice the inputs](figures/b%3F%23%25/small-2.svg)")
        #expect(files["figures/b?#%/small.svg"] == "drawn by hand")
        #expect(files["figures/b?#%/small-2.svg"]?.hasPrefix("<svg ") == true)
        #expect(throws: Diagnostic.self) {
            try build.files(["a.md": block, "b.md": "![](figures/a/small.svg)"])
        }
    }

    @Test func `a drawing that is too large is told at its block`() {
        var build = Build(format: .png, scale: 1000)
        let error = build.error("a\n```gradfig\ntemplate: double\nfigure: small\nclasses: 3\n```")
        #expect(
            error?.contains("a.md:2:1: error: ") == true && error?.hasSuffix("    ```gradfig\n    ^~~") == true)
    }

    @Test func `figures of one name get numbers`() throws {
        var build = Build()
        func block(_ more: String) -> String { "```gradfig\ntemplate: double\nfigure: small\n\(more)```\n" }
        let files = try build.files([
            "a.md": block("") + block("classes: 3\n") + block("") + block("classes: 3\n")
        ])
        #expect(files.keys.sorted() == ["a.md", "figures/a/small-2.svg", "figures/a/small.svg"])
        #expect(
            files["a.md"]?.matches(of: /small(-2)?.svg/).map { $0.0 }
                == ["small.svg", "small-2.svg", "small.svg", "small-2.svg"])
    }

    @Test(arguments: [
        (
            "figure: small",
            """
            a.md:4:5: error: the block names no template
                > - figure: small
                    ^
            add the key ‘template’, or ‘layers’ with their equations
            """
        ),
        (
            "template: doble\n>   figure: small",
            """
            a.md:4:15: error: there is no template ‘doble’
                > - template: doble
                              ^~~~~
            did you mean ‘double’?
            """
        ),
        (
            "template: double\n>   figure: smal",
            """
            a.md:5:13: error: there is no figure ‘smal’
                >   figure: smal
                            ^~~~
            did you mean ‘small’?
            """
        ),
        (
            "template: double",
            """
            a.md:4:5: error: a figure’s block needs the key ‘figure’
                > - template: double
                    ^
            """
        ),
        (
            "template: double\n>   figure: small\n>   classes: no",
            """
            a.md:6:14: error: ‘classes’ is a number above zero, or n
                >   classes: no
                             ^~
            """
        ),
        (
            "template: double\n>   figure: small\n>   size: 3",
            """
            a.md:6:5: error: unknown key ‘size’ in a figure’s block
                >   size: 3
                    ^~~~
            known keys: template, figure, classes, width, at, show, digits, caption, alt, interactive
            """
        ),
        (
            "{ title: T, layers: [{ name: A, input: x, equations: y = z, output: y }], figures: [{ id: a, title: A }] }",
            """
            a.md:4:62: error: ‘z’ is not defined
                > - { title: T, layers: [{ name: A, input: x, equations: y = z, output: y }], figures: [{ id: a, title: A }] }
                                                                             ^
            """
        ),
        (
            "{ title: T, layers: [{ name: A, input: x, equations: y = z + q, output: y }], figures: [{ id: a, title: A }] }",
            """
            a.md:4:62: error: ‘z’ is not defined
                > - { title: T, layers: [{ name: A, input: x, equations: y = z + q, output: y }], figures: [{ id: a, title: A }] }
                                                                             ^
            a.md:4:66: error: ‘q’ is not defined
                > - { title: T, layers: [{ name: A, input: x, equations: y = z + q, output: y }], figures: [{ id: a, title: A }] }
                                                                                 ^
            """
        ),
        (
            "{ title: T, layers: [{ name: A, input: x, equations: y = x, output: y }] }",
            """
            a.md:4:5: error: the block describes no figure
                > - { title: T, layers: [{ name: A, input: x, equations: y = x, output: y }] }
                    ^
            """
        ),
        (
            "",
            """
            a.md:5:1: error: the block is empty
                >   ```
                ^
            it holds a template, or the keys ‘template’ and ‘figure’
            """
        ),
        (
            """
            { title: T, layers: [{ name: A, input: x, equations: y = x * x, output: y }],
            >     figures: [{ id: a, title: A }, { id: b, title: B }] }
            """,
            """
            a.md:5:44: error: the block describes more than one figure
                >     figures: [{ id: a, title: A }, { id: b, title: B }] }
                                                           ^
            name the one to show with the key ‘figure’
            """
        ),
        (
            "a: [1",
            """
            a.md:5:1: error: YAML: did not find expected ',' or ']'
                >   ```
                ^
            while parsing a flow sequence that begins at line 4, column 8
            """
        ),
    ])
    func `an error in a block`(content: String, message: String) {
        var build = Build()
        #expect(
            build.error("text\n\n> - ```gradfig\n>   \(content)\n>   ```\n")
                == message.replacing("> - ", with: ">   "))
    }

    @Test func `a block that never ends`() {
        var build = Build()
        #expect(
            build.error("text\n\n```gradfig\ntemplate: double\n") == """
                a.md:3:1: error: the block never ends
                    ```gradfig
                    ^~~
                close it with a line that holds its fence alone
                """)
    }
}
