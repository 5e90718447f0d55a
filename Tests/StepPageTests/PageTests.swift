import Foundation
import Gradfig
import StepPage
import Testing

/// Pages as text.
struct PageTests {
    private func titles(_ page: StepPage) -> [String] {
        page.fragment.matches(of: /<li><b>(.*?)<\/b>/).map { String($0.1) }
    }

    @Test func `forward in the order of computation, then what comes back, then the template's own steps`()
        throws
    {
        #expect(
            try titles(Fixtures.page.get()) == [
                "Forward: the inputs come in", "Forward: through “exp”", "Forward: through “+”",
                "Forward: through “/”", "Forward: through “×”", "Forward: through “log”",
                "Forward: through “×”", "Forward: through “+”", "Forward: through “×”",
                "Backward: the gradient arrives", "Backward: through “×”", "Backward: through “+”",
                "Backward: through “×”",
                "Step 1: the gradient arrives from the Cross Entropy Error layer",
                "Step 2: a “×” node swaps its forward values",
                "Step 3: the branches add up and pass the “/” node",
                "Step 4: a “+” node passes the gradient on unchanged",
                "Step 5: a “×” node swaps its forward values",
                "Step 6: the branches add up and pass the “exp” node",
            ])
    }

    @Test func `a series without a figure of more is drawn as it is`() throws {
        let set = try FigureSet(
            SourceText(
                """
                title: A square
                layers:
                  - { name: Square, input: x, output: L, equations: L = x * x }
                figures:
                  - steps:
                      - { id: a, title: The loss, caption: It is 1., backward: L }
                      - { id: b, title: The input, backward: x }
                """, name: "square.yaml"))
        let page = try Fixtures.page(of: set)
        #expect(
            titles(page) == ["Forward: the inputs come in", "Forward: through “×”", "The loss", "The input"])
        #expect(page.fragment.contains("<b>The loss</b><p>It is 1.</p>"))
        // x is used twice at one place: one arrow, whose gradients add up.
        #expect(
            page.fragment.contains("The value is used several times, so the gradients of all uses add up."))
        #expect(page.fragment.contains("aria-label=\"x+x = 2*x\""))
    }

    @Test func `the sum on a stem comes with the last of its parts, before what is computed of it`() throws {
        let set = try FigureSet(
            SourceText(
                """
                title: T
                layers: [{ name: A, input: x, equations: "u = exp(x)\\nL = sin(u) * u", output: L }]
                figures: [{ id: f, title: F, backward: all, stems: all }]
                """, name: "t.yaml"))
        let page = try Fixtures.renderer.get().stepPage(to: "f", of: set, id: "f")
        let titles = titles(page)
        #expect(
            titles == ["Forward: the inputs come in"] + ["exp", "sin", "×"].map { "Forward: through “\($0)”" }
                + ["Backward: the gradient arrives"] + ["×", "sin", "exp"].map { "Backward: through “\($0)”" })
        func step(_ arrow: String) throws -> String {
            let pattern = try Regex("<g id=\"f-\(arrow)-backward\" class=\"[^\"]*\" data-step=\"(\\d+)\"")
            let match = try #require(page.fragment.firstMatch(of: pattern))
            return String(match[1].substring ?? "")
        }
        #expect(try step("exp-split-exp-1") == "7" && step("exp-sin") == "7" && step("exp-product") == "6")
        #expect(page.fragment.contains("<b>Back from the split to “exp”</b>"))
        #expect(page.fragment.contains("<b>Forward from “exp” to the split</b>"))
        #expect(page.fragment.contains("<b>Back from “sin” to the split</b>"))
    }

    @Test func `a figure of no series is reached node by node, whatever it shows`() throws {
        func titles(_ id: String) throws -> [String] {
            try self.titles(Fixtures.renderer.get().stepPage(to: id, of: Fixtures.softmax(), id: "f"))
        }
        let forward =
            ["Forward: the inputs come in"] + ["log", "×", "+", "×"].map { "Forward: through “\($0)”" }
        #expect(try titles("A.3") == forward)
        let backward = ["×", "+", "×", "log"].map { "Backward: through “\($0)”" }
        #expect(try titles("A.4") == forward + ["Backward: the gradient arrives"] + backward)
        // Layers that are not open are nodes.
        let layers = ["Softmax layer", "Cross Entropy Error layer"]
        #expect(
            try titles("A.1") == ["Forward: the inputs come in"] + layers.map { "Forward: through “\($0)”" } + [
                "Backward: the gradient arrives"
            ] + layers.reversed().map { "Backward: through “\($0)”" })
        // The figure that a series ends with is reached through the series, as each of its steps is.
        let series = try self.titles(Fixtures.page.get())
        #expect(try titles("A.11") == series && titles("A.5") == series)
    }

    @Test func `gradients are explained by what arrives and the local derivative`() throws {
        let formulas = Set(
            try Fixtures.page.get().fragment
                .matches(of: /<svg[^>]*role="img" aria-label="([^"]*)">/).map { String($0.1) })
        for formula in [
            "y_1 = exp(a_1)*(1/S)", "S = exp(a_1)+exp(a_2)+exp(a_3)",
            "(-t_1/y_1)*exp(a_1) = -t_1*exp(a_1)/y_1 = -t_1*S",
            "(-t_1*S-t_2*S-t_3*S)*(-1/S^2) = (t_1+t_2+t_3)/S = 1/S", "1/S*1 = 1/S",
            "(1/S-t_1/exp(a_1))*exp(a_1) = exp(a_1)/S-t_1 = y_1-t_1",
        ] {
            #expect(formulas.contains(formula), "\(formulas.sorted())")
        }
    }

    @Test func `it is small, loads nothing, and its script has less than forty lines`() throws {
        let page = try Fixtures.page.get().document
        #expect(page.utf8.count < 150_000)
        #expect(!page.contains(/(?i)\ssrc=|url\(|@import|https?:/))
        // Its element's tags stand on lines of their own.
        #expect(StepPage.script.split(separator: "\n").dropFirst().dropLast().count < 40)
    }

    @Test func `every reference has its id, and every id is there once`() throws {
        let fragment = try Fixtures.page.get().fragment
        let ids = fragment.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(ids.count == Set(ids).count)
        #expect(ids.allSatisfy { $0 == "f" || $0.hasPrefix("f-") })
        let references = Set(fragment.matches(of: /href="#([^"]*)"/).map { String($0.1) })
        #expect(references.isSubset(of: ids))
    }

    @Test func `its words are in the language of the figure`() throws {
        let page = try Fixtures.page(of: Fixtures.softmax(language: "zh")).document
        #expect(page.contains("<html lang=\"zh\">"))
        #expect(page.contains("<button type=\"button\">下一步</button>"))
        #expect(page.contains("反向：“×” → “exp”"))
    }

    @Test func `texts of the template are no markup`() throws {
        let set = try FigureSet(
            SourceText(
                """
                title: <b>"A" & B
                layers:
                  - { name: "<i>", input: x, output: L, equations: L = exp(x) }
                figures:
                  - steps:
                      - { id: a, title: "</li>", caption: "<script>", backward: all }
                """, name: "a.yaml"))
        let page = try Fixtures.page(of: set).document
        #expect(page.contains("<title>&lt;b&gt;&quot;A&quot; &amp; B</title>"))
        #expect(page.contains("<b>&lt;/li&gt;</b><p>&lt;script&gt;</p>"))
        #expect(!page.contains("<i>"))
    }
}
