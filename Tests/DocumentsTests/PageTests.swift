import Documents
import Testing

/// Documents as pages.
struct PageTests {
    private func page(_ text: String, pictures: [String: String] = [:]) throws -> String {
        var build = Build(form: .html, pictures: pictures)
        let files = try build.files(["guide/a.md": text])
        #expect(files.count == 1)
        return try #require(files["guide/a.html"])
    }

    @Test func `a figure stands in the page, each time under ids of its own`() throws {
        let page = try page("# The *layer*\n\n![](img/Figure_small.png)\n\n![](img/Figure_small.png)")
        #expect(page.contains("<title>The layer</title>"))
        #expect(page.contains("<p><span class=\"figure\"><svg "))
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(ids.count > 20)
        #expect(Set(ids).count == ids.count)
        for use in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(use.1))) }
    }

    @Test func `an equation stands on the text’s baseline, at its size`() throws {
        let page = try page("so ![95](Figure_product.png) holds")
        let equation = try #require(
            page.firstMatch(
                of: /<p>so <svg [^>]* width="([\d.]+)em" height="([\d.]+)em" style="vertical-align:-([\d.]+)em"/
            ))
        let (width, height, depth) = (
            try #require(Double(equation.1)), try #require(Double(equation.2)), try #require(Double(equation.3))
        )
        // y₁ = 2x₁ with its indices: a line of text high, and the indices hang below the baseline.
        #expect((2...6).contains(width) && (0.5...1.2).contains(height) && (0.1...0.3).contains(depth))
        #expect(page.contains("y_1 = x_1 * 2</title>"))
    }

    @Test func `a block is a figure with its caption`() throws {
        let page = try page("```gradfig\ntemplate: double\nfigure: small\ncaption: A & B\nalt: C < D\n```")
        #expect(page.contains("<figure>\n<svg "))
        #expect(page.contains("C &lt; D</title>"))
        #expect(page.contains("</svg>\n<figcaption>A &amp; B</figcaption>\n</figure>"))
    }

    /// A series of one step, in a template of the block’s own.
    private func steps(_ more: String) -> String {
        """
        ```gradfig
        title: Square
        layers:
          - { name: Square, input: x, equations: y = x * x, output: y }
        figures:
          - { id: square, title: A square }
          - steps: [{ id: one, title: The gradient comes back, backward: all }]
        \(more)
        ```

        """
    }

    @Test func `an interactive block is a figure to step through, each under ids of its own`() throws {
        let block = steps("figure: one\ninteractive: true\ncaption: By steps")
        let page = try page(block + "\n" + block + "\n![](Figure_small.png)")
        #expect(page.matches(of: /<figure>\n<section class="gradfig-steps"/).count == 2)
        #expect(page.contains("<b>The gradient comes back</b>"))
        #expect(page.contains("<figcaption>By steps</figcaption>"))
        #expect(page.components(separatedBy: "<script>").count == 2)
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(ids.count > 20)
        #expect(Set(ids).count == ids.count)
        for use in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(use.1))) }
        let still = try self.page(steps("figure: one\ninteractive: false"))
        #expect(!still.contains("gradfig-steps") && !still.contains("<script>"))
    }

    @Test func `in a copy an interactive block is its picture, as a link to a page of its own`() throws {
        var build = Build()
        let files = try build.files(["a.md": steps("figure: one\ninteractive: true")])
        #expect(
            files["a.md"] == "[![The gradient comes back](figures/a/one.svg)](figures/a/one.html)\n")
        #expect(files.keys.sorted() == ["a.md", "figures/a/one.html", "figures/a/one.svg"])
        let page = try #require(files["figures/a/one.html"])
        #expect(page.contains("<b>The gradient comes back</b>") && page.contains("<script>"))
    }

    @Test func `a figure that is no step is reached by steps of its own`() throws {
        let page = try page(steps("figure: square\ninteractive: true"))
        #expect(page.contains("<section class=\"gradfig-steps\" id=\"F1\" lang=\"en\" aria-label=\"A square\""))
        #expect(page.contains("<b>Forward: through “×”</b>") && !page.contains("The gradient comes back"))
    }

    @Test func `there is nothing to step through in an equation`() {
        var build = Build(form: .html)
        let equation = "equations: [{ id: e, formula: y = x }]\nfigure: e\ninteractive: true"
        #expect(
            build.error(steps(equation)) == """
                a.md:10:14: error: ‘e’ is an equation: there is nothing to step through
                    interactive: true
                                 ^~~~
                """)
        #expect(
            build.error(steps("figure: one\ninteractive: yes")) == """
                a.md:9:14: error: ‘interactive’ is true or false
                    interactive: yes
                                 ^~~
                """)
    }

    @Test func `the page loads nothing`() throws {
        let page = try page(
            "![a](b.png) ![c<](https://example.org/d.png) ![e](gone.png)", pictures: ["guide/b.png": "picture"])
        #expect(
            page.contains(
                """
                <p><img src="data:image/png;base64,cGljdHVyZQ==" alt="a"> \
                <a href="https://example.org/d.png">c&lt;</a> <a href="gone.png">e</a></p>
                """))
        #expect(page.matches(of: /(src|srcset|poster)="(?!data:)/).isEmpty)
        #expect(page.matches(of: /@import|url\(|<link|<script/).isEmpty)
    }

    @Test func `links between documents lead from page to page, and to headings`() throws {
        var build = Build(form: .html)
        let files = try build.files([
            "a.md": "[b](guide/b.md#Äpfel-birnen) [c](c.md) [self](#a) [B](https://b.org/guide/b.md)",
            "guide/b.md": "# Äpfel & `Birnen`!\n\n# ?\n\n## A b\n\n## A *b*\n\n[a](../a.md?x#y)",
        ])
        #expect(
            files["a.html"]?.contains(
                """
                <p><a href="guide/b.html#%C3%84pfel-birnen">b</a> <a href="c.md">c</a> <a href="#a">self</a> \
                <a href="https://b.org/guide/b.md">B</a></p>
                """) == true)
        #expect(
            files["guide/b.html"]?.contains(
                """
                <h1><a id="äpfel--birnen"></a>Äpfel &amp; <code>Birnen</code>!</h1>
                <h1>?</h1>
                <h2><a id="a-b"></a>A b</h2>
                <h2><a id="a-b-1"></a>A <em>b</em></h2>
                <p><a href="../a.html?x#y">a</a></p>
                """) == true)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "&#106;avascript:alert(1)", "vbscript:x",
        "data:text/html,x",
    ])
    func `a link to a program leads nowhere`(address: String) throws {
        let page = try page("[link](\(address)) ![picture](\(address))")
        #expect(page.contains("<p><a href=\"\">link</a> picture</p>"))
    }

    @Test func `two documents can't become one page`() {
        var build = Build(form: .html)
        #expect(
            build.error(["a.markdown": "a", "a.md": "b"]) == """
                a.md:1:1: error: ‘a.html’ is also written for a.markdown:1
                    b
                    ^
                rename one of them
                """)
    }

    @Test func `both schemes, and a title element in the head`() throws {
        let page = try page("<title>Own title</title>\n\n# Heading")
        #expect(page.contains("<title>Own title</title>\n<style>"))
        #expect(page.components(separatedBy: "<title>").count == 2)
        #expect(page.contains("@media (prefers-color-scheme:dark){:root{--page:#0d1117"))
        #expect(page.contains("color-scheme:light dark"))
    }
}
