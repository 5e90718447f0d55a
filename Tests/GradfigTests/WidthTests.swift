import Foundation
import Layout
import Scene
import TestSupport
import Testing

@testable import Gradfig

/// Figures that are to fit a width: their type keeps its size as long as it can.
struct WidthTests {
    private static let full = 12.0

    private func set(_ text: String, _ width: String? = nil, classes: Int? = nil) throws -> FigureSet {
        let template = try Template(SourceText(text, name: "net.yaml"), classes: classes.map(ClassCount.number))
        return try FigureSet(template.fitting(width.map { try FigureWidth(SourceSlice($0)) }))
    }

    private func softmax(_ width: String) throws -> FigureSet {
        try FigureSet(
            Fixtures.template("softmax-with-loss").fitting(FigureWidth(SourceSlice(width))))
    }

    private func scene(_ id: String, of set: FigureSet) throws -> Scene {
        let figure = try #require(set.figures.first { $0.id == id })
        return try Fixtures.renderer.get().scenes(of: [figure], in: set)[0]
    }

    private func warnings(_ set: FigureSet) throws -> [String] {
        try Fixtures.renderer.get().render(set.figures, of: set, as: [.dot]).flatMap {
            $0.warnings.map { "\($0)" }
        }
    }

    /// The size of values, in points: the largest of their glyphs.
    private func typeSize(_ scene: Scene) -> Double {
        SceneParts(scene).values.flatMap(\.text.glyphs).map(\.size).max() ?? 0
    }

    /// On how many lines a value stands: as many as there are baselines of glyphs of full size.
    private func lines(_ value: String, of scene: Scene) throws -> Int {
        let text = try #require(SceneParts(scene).values.first { $0.text.plain == value }).text
        return Set(text.glyphs.filter { $0.size == Self.full }.map { ($0.origin.y * 100).rounded() }).count
    }

    private let logistic = """
        title: Logistic loss
        layers:
          - { name: Loss, input: [a, b, c], output: L,
              equations: L = exp(exp(a) * sin(b) + exp(b) * sin(c) + exp(c) * sin(a)) }
        figures: [{ id: loss, title: Loss, forward: all }]
        """

    // MARK: What fits

    @Test func `gaps become narrower first, and no narrower than the width takes`() throws {
        let usual = try scene("loss", of: set(logistic))
        let width = usual.size.width - 30
        let narrow = try scene("loss", of: set(logistic, "\(width)pt"))
        #expect(narrow.size.width <= width && narrow.size.width > width - 30)
        #expect(typeSize(narrow) == Self.full)
        let value = "exp(a)*sin(b)+exp(b)*sin(c)+exp(c)*sin(a)"
        #expect(try lines(value, of: usual) == 1)
        #expect(try lines(value, of: narrow) == 1)
        #expect(try warnings(set(logistic, "\(width)pt")) == [])
    }

    @Test func `then long values are broken, with their type at full size`() throws {
        let narrow = try scene("loss", of: set(logistic, "19cm"))
        #expect(narrow.size.width <= 19 / 2.54 * 72)
        #expect(typeSize(narrow) == Self.full)
        #expect(try lines("exp(a)*sin(b)+exp(b)*sin(c)+exp(c)*sin(a)", of: narrow) > 1)
        #expect(try warnings(set(logistic, "19cm")) == [])
    }

    @Test func `names are broken between words`() throws {
        let text = """
            title: T
            layers: [{ name: A layer with a very-long name, input: x, equations: y = exp(x), output: y }]
            figures: [{ id: f, title: F, open: none }]
            """
        func name(_ width: String?) throws -> Text {
            let parts = SceneParts(try scene("f", of: set(text, width)))
            return try #require(parts.names.first)
        }
        let (whole, broken) = (try name(nil), try name("5cm"))
        #expect(whole.plain == broken.plain)
        #expect(broken.bounds.width < whole.bounds.width * 0.6)
        #expect(broken.bounds.height > whole.bounds.height * 1.9)
        // The blanks at which lines end are not set.
        let blanks = whole.plain.count { $0 == " " }
        let lines = Swift.Set(broken.glyphs.map { ($0.origin.y * 100).rounded() }).count
        #expect(broken.glyphs.count >= whole.glyphs.count - blanks && lines > 1)
        #expect(try scene("f", of: set(text, "5cm")).size.width <= 5 / 2.54 * 72)
    }

    @Test(arguments: [
        ("Cross Entropy Error layer", ["Cross Entropy", "Error layer"]),
        ("Softmax-with-Loss layer", ["Softmax-with-", "Loss layer"]), ("交叉熵误差层", ["交叉熵", "误差层"]),
        ("交差エントロピー誤差層", ["交差", "エントロピー", "誤差層"]),
        // Nothing to break at, and too short to be broken.
        ("Backpropagation", ["Backpropagation"]), ("A layer", ["A layer"]),
    ])
    func `lines of names end where words do`(name: String, lines: [String]) throws {
        let typesetter = try Fixtures.renderer.get().typesetter
        let widths = lines.map { typesetter.names([$0], language: "zh")[0].size.width }
        let widest = try #require(widths.max())
        let whole = typesetter.names([name], language: "zh")[0]
        let broken = typesetter.name(whole, language: "zh", within: widest + 0.01)
        #expect(abs(broken.size.width - widest) < 0.01)
        #expect(broken.plain == name)
        #expect((broken.size.height > whole.size.height) == (lines.count > 1))
    }

    @Test func `a sum over an index has a ∑ where that is narrower`() throws {
        let narrow = try scene("A.11", of: softmax("29cm"))
        let value = "t_1*log(y_1)+t_2*log(y_2)+t_3*log(y_3)"
        #expect(try lines(value, of: narrow) <= 2)
        // The sign ∑ is larger than letters; its index is below.
        let notation = ShortNotation(of: try Fixtures.softmax().graph)
        let sum = try #require(
            try Fixtures.softmax().graph.nodes.first { $0.value.plain == value }?.value)
        #expect(notation.summed(sum).written.tex == "\\sum_{k} t_k \\log y_k")
        let typesetter = try Fixtures.renderer.get().typesetter
        let shown = EdgeValue(expression: sum, number: nil)
        let whole = try typesetter.value(shown, in: notation, shape: [])
        let widths = try [120.0, 70, 0].map {
            try typesetter.value(whole, of: shown, in: notation, within: $0).size.width
        }
        #expect(widths[0] <= 120 && widths[1] <= 70 && widths[2] <= widths[1])
        #expect(try typesetter.value(whole, of: shown, in: notation, within: 200).box == whole.box)
    }

    @Test func `a figure that fits is drawn as without a width`() throws {
        for id in ["A.1", "A.5", "A.11"] {
            #expect(try scene(id, of: softmax("60cm")) == scene(id, of: Fixtures.softmax()))
        }
    }

    // MARK: What can't be reached

    @Test func `A11 has a readable type at the width of a page`() throws {
        let page = 16 / 2.54 * 72
        let scene = try scene("A.11", of: softmax("16cm"))
        #expect(abs(scene.size.width - page) < 0.01)
        #expect(typeSize(scene) >= 6.5)
    }

    @Test func `what doesn't fit is scaled down, and told`() throws {
        let set = try set(logistic.replacing("forward: all", with: "forward: all, width: 4cm"))
        let scene = try scene("loss", of: set)
        #expect(abs(scene.size.width - 4 / 2.54 * 72) < 0.01)
        let size = typeSize(scene)
        let needed = Int((scene.size.width * Self.full / size).rounded(.up))
        #expect(
            try warnings(set) == [
                """
                net.yaml:5:17: warning: the figure ‘loss’ needs \(needed) pt: at 4 cm its type is \
                \((size * 10).rounded(.down) / 10) pt, not 12 pt
                    figures: [{ id: loss, title: Loss, forward: all, width: 4cm }]
                                    ^~~~
                make the figure wider, or divide its layer into several, with a figure for each
                """
            ])
    }

    @Test func `what to do depends on what is drawn`() throws {
        let told = try warnings(softmax("8cm"))
        #expect(told.count == 11)
        func advice(_ id: String) throws -> Substring? {
            try #require(told.first { $0.contains("‘\(id)’") }).split(separator: "\n").last
        }
        #expect(try advice("A.1") == "draw fewer layers, with ‘layers’; or make the figure wider")
        #expect(
            try advice("A.11")
                == "draw layers collapsed, with ‘open’, or fewer of them, with ‘layers’; or make the figure wider"
        )
        #expect(
            try advice("A.4")
                == "make the figure wider, or divide its layer into several, with a figure for each")
    }

    @Test func `a figure of no template is told by its id`() throws {
        let graph = try set(logistic).graph
        var figure = Figure(of: graph, id: "loss", title: "Loss")
        figure.width = try FigureWidth(SourceSlice("4cm"))
        let renderer = try Fixtures.renderer.get()
        let layout = try renderer.layout([figure], of: graph)
        let warning = try #require(
            FigureDrawing(figure, in: layout, typesetter: renderer.typesetter).warnings.first)
        #expect("\(warning)".hasPrefix("figure:1:1: warning: the figure ‘loss’ needs "))
    }

    // MARK: All figures

    @Test(arguments: ["9cm", "16cm"]) func `narrow figures pass the proof and are no wider`(
        width: String
    )
        throws
    {
        let points = try FigureWidth(SourceSlice(width)).points
        let renderer = try Fixtures.renderer.get()
        for classes in [2, 5] {
            let templates = try Fixtures.otherTemplates.map { try set($0, width, classes: classes) }
            for set in try templates + [softmax(width)] {
                for geometry in try renderer.geometries(of: set.figures, in: set) {
                    #expect(LayoutProof.conflicts(in: geometry).isEmpty)
                }
                for scene in try renderer.scenes(of: set.figures, in: set) {
                    #expect(scene.size.width <= points + 0.001)
                }
            }
        }
    }

    @Test func `steps hold still`() throws {
        let set = try softmax("12cm")
        let steps = set.figures.filter { $0.step != nil }
        let scenes = try Fixtures.renderer.get().scenes(of: steps, in: set)
        #expect(Swift.Set(scenes.map(\.size)).count == 1)
        #expect(Swift.Set(scenes.map { SceneParts($0).nodes.map(\.center) }).count == 1)
    }

    @Test func `figures of one view with two widths have two layouts`() throws {
        let text = logistic.replacing(
            "figures: [{", with: "figures: [{ id: narrow, title: N, width: 13cm }, {")
        let set = try set(text)
        let scenes = try Fixtures.renderer.get().scenes(of: set.figures, in: set)
        #expect(abs(scenes[0].size.width - 13 / 2.54 * 72) < 0.001)
        #expect(try scenes[1] == scene("loss", of: self.set(logistic)))
    }

    @Test func `layers of one name are broken alike`() throws {
        let text = """
            title: T
            layers:
              - { name: A, label: A long name of a layer, input: x, equations: y = exp(x), output: y }
              - { name: B, label: A long name of a layer, input: y, equations: z = exp(y), output: z }
            figures: [{ id: f, title: F, open: A }]
            """
        let names = SceneParts(try scene("f", of: set(text, "5cm"))).names.filter { $0.plain != "exp" }
        #expect(names.count == 2)
        #expect(Swift.Set(names.map { ($0.bounds.height * 100).rounded() }).count == 1)
    }

    @Test func `the same width gives the same bytes`() throws {
        func bytes() throws -> [[UInt8]] {
            let set = try softmax("12cm")
            return try Fixtures.renderer.get().render(set.figures, of: set, as: [.svg, .dot]).map(\.bytes)
        }
        #expect(try bytes() == bytes())
    }

    // MARK: Broken values

    @Test(arguments: [
        ([3.0, 3, 3, 3], 2, [0..<2, 2..<4]), ([9, 1, 1, 1], 2, [0..<1, 1..<4]),
        ([1, 1, 1], 5, [0..<1, 1..<2, 2..<3]),
        ([4, 1, 1, 4], 3, [0..<1, 1..<3, 3..<4]), ([7], 3, [0..<1]), ([], 2, []),
    ])
    func `the widest line is as narrow as can be`(widths: [Double], count: Int, lines: [Range<Int>]) {
        #expect(LineBreaking.lines(of: widths, atMost: count) == lines)
    }
}
