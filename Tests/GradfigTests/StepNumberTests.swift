import Gradfig
import Scene
import Testing

/// Numbers in each step of a series that is found: on the arrows, and where they are explained.
struct StepNumberTests {
    private static func softmax(_ figures: String) throws -> FigureSet {
        try FigureSet(
            SourceText(
                Fixtures.softmaxAsQuotient + """
                    at: { a_k: [0.3, 2.9, 4.0], t_k: [0, 0, 1] }
                    digits: 3
                    figures:
                    \(figures)
                    """, name: "net.yaml"))
    }

    /// The last step shows what the whole figure does, each step no less than the one before it.
    @Test(arguments: ["steps: auto", "steps: auto, lanes: none", "steps: layers", "steps: auto, show: both"])
    func `each step's numbers stay`(series: String) throws {
        let whole = series.replacing("steps: auto", with: "backward: all").replacing(
            "steps: layers", with: "backward: all")
        let set = try Self.softmax(
            """
              - { id: s, title: Steps, \(series) }
              - { id: all, title: All, \(whole) }
            """)
        let scenes = try Fixtures.scenes(set).mapValues(SceneParts.init)
        let steps = set.figures.map(\.id).filter { $0.hasPrefix("s-") }
        var before: [String] = []
        for step in steps {
            let values = try #require(scenes[step]).values("backward")
            var rest = values
            for value in before {
                let place = try #require(rest.firstIndex(of: value), "\(value) is gone in \(step)")
                rest.remove(at: place)
            }
            #expect(!rest.isEmpty, "\(step) shows nothing new")
            before = values
        }
        #expect(before.sorted() == scenes["all"]?.values("backward").sorted())
        #expect(scenes[steps[0]]?.values("forward") == scenes["all"]?.values("forward"))
    }

    /// As on the arrows; a number that is written already is not written again.
    @Test func `numbers in what explains a step`() throws {
        let set = try Self.softmax(
            "  - { id: s, title: Steps, steps: auto }\n  - { id: r, title: One, steps: auto, lanes: none, at: { t_k: [1, 0, 0] } }"
        )
        let last = try WrittenExplanation(of: set).markdown(step: "s-8")
        #expect(last.contains(#"\times \exp(a_3) = \frac{\exp(a_3)}{S} - t_3 = y_3 - t_3 = -0.263$$"#))
        let first = try WrittenExplanation(of: set).markdown(step: "s-2")
        #expect(first.contains(#"$$1 \times (-1) = -1$$"#))
        let rolledUp = try WrittenExplanation(of: set).markdown(step: "r-4")
        #expect(rolledUp.contains(#"$$-1 \times t_k = -t_k = \begin{bmatrix} -1 & 0 & 0 \end{bmatrix}$$"#))
        #expect(try WrittenExplanation(of: set).markdown(step: "r-3").contains(#"$$-1 \times 1 = -1$$"#))
    }

    /// Each gradient is explained after those that it comes from.
    @Test func `a layer's step goes from its last node on`() throws {
        let set = try Self.softmax("  - { id: s, title: Steps, steps: layers, show: both }")
        let lines = try WrittenExplanation(of: set).markdown(step: "s-2").split(separator: "\n")
        let ways = lines.filter { $0.hasPrefix("**Back") }.map { $0.prefix { $0 != ":" } }
        #expect(
            ways == ["**Back from “−” to “+”"] + Array(repeating: "**Back from “+” to “×”", count: 3)
                + Array(repeating: "**Back from “×” to “log”", count: 3)
                + Array(repeating: "**Back from “log” to “/”", count: 3))
    }
}
