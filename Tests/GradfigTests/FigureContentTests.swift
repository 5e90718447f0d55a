import Gradfig
import Scene
import Testing

/// Which values each figure of the appendix shows.
struct FigureContentTests {
    private static let softmaxForward = [
        "1/S", "1/S", "1/S", "S", "a_1", "a_2", "a_3", "exp(a_1)", "exp(a_1)", "exp(a_2)", "exp(a_2)",
        "exp(a_3)",
        "exp(a_3)", "y_1", "y_2", "y_3",
    ]
    private static let errorForward = [
        "-1", "L", "log(y_1)", "log(y_2)", "log(y_3)", "t_1", "t_1*log(y_1)",
        "t_1*log(y_1)+t_2*log(y_2)+t_3*log(y_3)", "t_2", "t_2*log(y_2)", "t_3", "t_3*log(y_3)", "y_1", "y_2",
        "y_3",
    ]
    /// A formula in k for each class.
    private static func each(_ formula: String) -> [String] {
        (1...3).map { formula.replacing("k", with: "\($0)") }
    }

    private static let steps = [
        each("-t_k/y_k"), each("-t_k*S"), ["1/S"], ["1/S", "1/S", "1/S"], each("-t_k/exp(a_k)"),
        each("y_k-t_k"),
    ]

    private func parts() throws -> [String: SceneParts] {
        try Fixtures.scenes(Fixtures.softmax()).mapValues(SceneParts.init)
    }

    @Test func `A.1 shows the two layers, closed`() throws {
        let figure = try #require(try parts()["A.1"])
        #expect(figure.layers.count == 2)
        #expect(figure.nodes.isEmpty)
        #expect(
            figure.values("forward") == ["L", "a_1", "a_2", "a_3", "t_1", "t_2", "t_3", "y_1", "y_2", "y_3"])
        #expect(figure.values("backward") == ["1", "y_1-t_1", "y_2-t_2", "y_3-t_3"])
        #expect(figure.arrows.filter { $0.direction == "backward" }.count == 7)
    }

    @Test func `A.2 and A.3 show forward values only`() throws {
        let parts = try parts()
        #expect(parts["A.2"]?.values("forward") == Self.softmaxForward)
        #expect(parts["A.3"]?.values("forward") == Self.errorForward)
        for id in ["A.2", "A.3"] { #expect(parts[id]?.arrows.allSatisfy { $0.direction == "forward" } == true) }
    }

    @Test func `A.4 adds the backward values of the Cross Entropy Error layer`() throws {
        let figure = try #require(try parts()["A.4"])
        #expect(figure.values("forward") == Self.errorForward)
        #expect(
            figure.values("backward")
                == (["-1", "-1", "-1", "-1", "1"] + Self.each("-t_k") + Self.each("-t_k/y_k")).sorted())
    }

    @Test(arguments: 1...6) func `a step shows the earlier values, and its own stand out`(step: Int) throws {
        let scene = try #require(try Fixtures.scenes(Fixtures.softmax())["A.\(step + 4)"])
        let figure = SceneParts(scene)
        #expect(figure.values("forward") == Self.softmaxForward)
        #expect(figure.values("backward", new: true) == Self.steps[step - 1].sorted())
        #expect(figure.values("backward", new: false) == Self.steps.prefix(step - 1).flatMap { $0 }.sorted())
        for arrow in figure.arrows where arrow.direction == "backward" {
            #expect(arrow.isNew == (arrow.step == step))
            #expect(try #require(arrow.step) <= step)
        }
        let widths = Dictionary(grouping: figure.arrows.filter { $0.direction == "backward" }, by: \.isNew)
        let thinnest = try #require(widths[true]?.map(\.lineWidth).min())
        #expect(widths[false]?.allSatisfy { 1.5 * $0.lineWidth <= thinnest } ?? true)
        // Each new value has a frame, which touches neither it nor its arrow.
        let new = Dictionary(uniqueKeysWithValues: figure.arrows.filter(\.isNew).map { ($0.id, $0) })
        for value in figure.values {
            #expect((value.frame != nil) == (new[value.arrow] != nil))
            guard let frame = value.frame, let arrow = new[value.arrow] else { continue }
            #expect(frame.contains(ConvexHull(of: value.text.inkPoints(scene.outlines)), by: 1))
            #expect(distance(frame.corners, arrow.line) > arrow.lineWidth / 2 + 1)
        }
    }

    @Test func `A.11 shows all`() throws {
        let figure = try #require(try parts()["A.11"])
        let shared = ["y_1", "y_2", "y_3"]
        var forward = Self.softmaxForward + Self.errorForward
        for value in shared { forward.remove(at: forward.firstIndex(of: value)!) }
        #expect(figure.values("forward") == forward.sorted())
        let error = ["-1", "-1", "-1", "-1", "1"] + Self.each("-t_k")
        #expect(figure.values("backward") == (Self.steps.flatMap { $0 } + error).sorted())
    }

    @Test func `nodes and forward arrows keep their places from step to step`() throws {
        let parts = try parts()
        let first = try #require(parts["A.5"])
        for step in 6...10 {
            let figure = try #require(parts["A.\(step)"])
            #expect(figure.nodes.map(\.center) == first.nodes.map(\.center))
            let lines = { (parts: SceneParts) in parts.arrows.filter { $0.direction == "forward" }.map(\.line) }
            #expect(lines(figure) == lines(first))
        }
    }
}
