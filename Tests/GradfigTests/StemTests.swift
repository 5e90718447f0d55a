import Gradfig
import Scene
import Symbolic
import Testing

/// With `stems: all`, a value that an operation hands on several times leaves it by one wire, which splits.
struct StemTests {
    /// An arrow as its title tells it: `1/S runs back from × to the split`.
    private struct Told: Hashable {
        let value, from, to: String
        let isBack: Bool
        let isNew: Bool
    }

    private static func template(_ layers: String, index: String = "{ k: 1...1 }", figure: String) -> String {
        "title: T\nindex: \(index)\nlayers:\n\(layers)\nfigures:\n  - { \(figure) }\n"
    }

    private static let twice =
        "  - { name: A, input: x, equations: \"u = exp(x)\\nL = sin(u) * u\", output: L }"
    private static let cell = """
          - name: Cell
            input: [x, h, c]
            equations: |
              s = 1 / (1 + exp(-(x + h)))
              d = s * c + (1 - s) * tanh(x + h)
              g = d * tanh(d)
            output: [d, g]
          - { name: Loss, input: [d, g], equations: L = d * g, output: L }
        """
    private static let softmax = """
          - name: Softmax
            input: [a_k, t_k]
            constant: t_k
            assume: sum_k t_k = 1
            equations: |
              S   = sum_k exp(a_k)
              y_k = exp(a_k) * (1 / S)
              L   = sum_k (t_k * log(y_k)) * -1
            output: L
        """

    private static func set(_ text: String, classes: Int? = nil) throws -> FigureSet {
        try FigureSet(SourceText(text, name: "t.yaml"), classes: classes)
    }

    private func told(_ scene: Scene) -> [Told] {
        scene.elements.compactMap { element in
            guard case .group(let group) = element, let title = group.title,
                let match = title.wholeMatch(of: /(.+) runs (back )?from (.+) to (.+)/)
            else { return nil }
            return Told(
                value: String(match.1), from: String(match.3), to: String(match.4), isBack: match.2 != nil,
                isNew: group.classes.contains("new"))
        }
    }

    private func scenes(_ set: FigureSet) throws -> [Scene] {
        try Fixtures.renderer.get().scenes(of: set.figures, in: set)
    }

    @Test func `the sum of the gradients stands on the stem, the parts on the branches`() throws {
        let set = try Self.set(Self.template(Self.twice, figure: "id: f, title: F, backward: all, stems: all"))
        let told = try told(scenes(set)[0])
        let forward = told.filter { !$0.isBack && $0.value == "u" }
        #expect(
            Set(forward.map { "\($0.from) > \($0.to)" }) == [
                "exp > the split", "the split > sin", "the split > ×",
            ])
        let back = told.filter { $0.isBack && ($0.from == "the split" || $0.to == "the split") }
        #expect(
            Set(back.map { "\($0.from) > \($0.to)" }) == [
                "the split > exp", "sin > the split", "× > the split",
            ])
        #expect(back.first { $0.from == "×" }?.value == "sin(u)")
        #expect(back.first { $0.from == "sin" }?.value == "u*cos(u)")
        #expect(["sin(u)+u*cos(u)", "u*cos(u)+sin(u)"].contains(back.first { $0.to == "exp" }?.value))
    }

    @Test func `the value is written once, before it splits`() throws {
        for (stems, count) in [("", 2), (", stems: all", 1)] {
            let set = try Self.set(Self.template(Self.twice, figure: "id: f, title: F\(stems)"))
            let values = SceneParts(try scenes(set)[0]).values("forward")
            #expect(values.count { $0 == "u" } == count)
        }
    }

    /// The value that leaves the layer goes along the same stem.
    @Test func `what leaves the layer is a branch, too`() throws {
        let set = try Self.set(Self.template(Self.cell, figure: "id: f, title: F, backward: all, stems: all"))
        let told = try told(scenes(set)[0])
        let arrows = told.filter { !$0.isBack && $0.value == "d" }
        // To the two products, of which the loss is one.
        #expect(arrows.count == 4)
        let ends = Set(arrows.map { "\($0.from) > \($0.to)" })
        #expect(ends == ["+ > the split", "the split > tanh", "the split > ×"])
    }

    @Test func `nothing changes where every value has one use, or in a layer that is closed`() throws {
        let chain = "  - { name: A, input: x, equations: L = sin(exp(x)), output: L }"
        for (layers, open) in [(chain, ""), (Self.twice, ", open: none"), (Self.cell, ", open: none")] {
            let both = try ["", ", stems: all"].map { stems in
                let text = Self.template(layers, figure: "id: f, title: F, backward: all\(open)\(stems)")
                return try scenes(Self.set(text))[0]
            }
            #expect(both[0] == both[1])
        }
    }

    /// What is drawn on a wire, in numbers: on each stem the sum of what the graph has for its branches.
    @Test(arguments: [(twice, nil), (cell, nil), (softmax, 2), (softmax, 3)])
    func `the sum on a stem is the sum of its branches in numbers`(layers: String, classes: Int?) throws {
        let text = Self.template(layers, figure: "id: f, title: F, backward: all, stems: all")
        let set = try Self.set(text, classes: classes)
        let graph = try set.graph
        var inputs: [Symbol: Double] = [:]
        for (index, node) in graph.nodes.enumerated() {
            guard case .input(let symbol) = node.kind else { continue }
            inputs[symbol] = symbol.name == "t" ? 1 / Double(classes ?? 1) : 0.3 + 0.17 * Double(index)
        }
        let numbers = try graph.values(at: inputs).forward
        var known: [String: Double] = [:]
        for (edge, number) in zip(graph.edges, numbers) { known[edge.forward.plain] = number }
        func number(_ told: Told) throws -> Double {
            let value = try Formula(SourceSlice(told.value, name: "value")).instantiate()
            return value.evaluate { known[$0.plain] ?? .nan }
        }
        let scene = try scenes(set)[0]
        let groups = scene.elements.compactMap { if case .group(let group) = $0 { group } else { nil } }
        let junctions = groups.filter { $0.classes == ["junction"] }.map(\.id)
        #expect(!junctions.isEmpty)
        for junction in junctions {
            // A branch is an arrow that begins or ends where the stem does: both are of one value.
            let value = junction.dropFirst("split-".count)
            let name = value.prefix { $0 != "-" }
            let own = groups.filter {
                $0.classes.starts(with: ["edge", "backward"]) && $0.id.hasPrefix("\(name)-")
            }
            let stem = try #require(own.first { $0.id.contains("-\(junction)-") })
            let branches = own.filter { !$0.id.contains("-split-") }
            let sum = try branches.map { try number(told(of: $0)) }.reduce(0, +)
            #expect(branches.count > 1)
            #expect(abs(try number(told(of: stem)) - sum) < 1e-9 * max(1, abs(sum)), "\(junction)")
        }
    }

    private func told(of group: Group) throws -> Told {
        let match = try #require(group.title?.wholeMatch(of: /(.+) runs (back )?from (.+) to (.+)/))
        return Told(
            value: String(match.1), from: String(match.3), to: String(match.4), isBack: match.2 != nil,
            isNew: group.classes.contains("new"))
    }

    /// The sum comes in the step in which the last of its parts comes.
    @Test func `in a series, the stem's gradient comes with the last of its parts`() throws {
        let text = """
            title: T
            layers:
            \(Self.twice)
            figures:
              - stems: all
                steps:
                  - { id: one, title: T, backward: L }
                  - { id: two, title: T, backward: u -> L }
                  - { id: three, title: T, backward: u }
                  - { id: four, title: T, backward: x }
            """
        let steps = try scenes(Self.set(text)).map { told($0).filter { $0.isBack && $0.to == "exp" } }
        #expect(steps.map { $0.map(\.isNew) } == [[], [], [true], [false]])
    }

    @Test(arguments: [3, 5]) func `the softmax template has its stems`(classes: Int) throws {
        let file = try String(
            contentsOf: Fixtures.repository.appendingPathComponent("Templates/softmax-with-loss.yaml"),
            encoding: .utf8)
        let text = file.replacing("\n  - id: ", with: "\n  - stems: all\n    id: ")
            .replacing("\n  - layers: ", with: "\n  - stems: all\n    layers: ")
        let set = try FigureSet(Template(SourceText(text, name: "t.yaml"), classes: .number(classes)))
        let junctions = try scenes(set).map { scene in
            scene.elements.count {
                if case .group(let group) = $0 { group.classes == ["junction"] } else { false }
            }
        }
        // In the Softmax layer each exponential splits, and the reciprocal of the sum.
        #expect(junctions == set.figures.map { $0.open.contains(0) ? classes + 1 : 0 })
    }

    @Test func `figures with stems and without keep to themselves`() throws {
        let figures = "id: a, title: A, backward: all }\n  - { id: b, title: B, backward: all, stems: all"
        let both = try scenes(Self.set(Self.template(Self.twice, figure: figures)))
        for (scene, stems) in zip(both, ["", ", stems: all"]) {
            let figure = "id: \(scene.id), title: \(scene.title), backward: all\(stems)"
            #expect(try scenes(Self.set(Self.template(Self.twice, figure: figure)))[0] == scene)
        }
    }
}
