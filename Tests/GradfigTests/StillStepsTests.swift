import Gradfig
import Scene
import Testing

/// From one step of a series to the next, what both show stays where it is.
struct StillStepsTests {
    /// With lanes and without, with wires that split at inputs, at outputs of layers, and at operations.
    private static let templates = [
        """
        title: Softmax
        index: { k: 1...3 }
        layers:
          - name: Softmax
            input: a_k
            equations: |
              S   = sum_k exp(a_k)
              y_k = exp(a_k) / S
            output: y_k
          - name: Loss
            input: [y_k, t_k]
            constant: t_k
            equations: L = -sum_k (t_k * log(y_k))
            output: L
        figures:
          - layers: Softmax
            steps: [{ id: a, title: T, backward: y_k }, { id: b, title: T, backward: S }, { id: c, title: T, backward: a_k }]
          - layers: Softmax
            stems: all
            steps:
              - { id: d, title: T, backward: y_k }
              - { id: e, title: T, backward: exp(a_k) -> S }
              - { id: f, title: T, backward: exp(a_k) }
              - { id: g, title: T, backward: a_k }
          - open: none
            steps: [{ id: h, title: T, backward: L }, { id: i, title: T, backward: [y_k, a_k] }]
        """,
        """
        title: SiLU
        index: { k: 1...2 }
        layers:
          - { name: SiLU, input: x_k, equations: y_k = x_k / (1 + exp(-x_k)), output: y_k }
          - { name: Error, input: y_k, equations: L = sum_k (y_k * y_k) / 2, output: L }
        figures:
          - steps:
              - { id: a, title: T, backward: L }
              - { id: b, title: T, backward: y_k, backward-arrows: x_k }
              - { id: c, title: T, backward: x_k }
        """,
        """
        title: Skip
        index: { k: 1...2 }
        layers:
          - { name: F, input: x_k, equations: u_k = tanh(x_k), output: u_k }
          - { name: G, input: [u_k, x_k], equations: L = sum_k (u_k * x_k), output: L }
        figures:
          - open: G
            steps: [{ id: a, title: T, backward: L }, { id: b, title: T, backward: u_k }, { id: c, title: T, backward: x_k }]
        """,
        """
        title: Cell
        index: { k: 1...2 }
        layers:
          - name: Cell
            input: [x_k, h]
            equations: |
              s_k = 1 / (1 + exp(-(x_k + h)))
              d_k = s_k * tanh(x_k) + s_k
              L   = sum_k d_k
            output: L
        figures:
          - stems: all
            steps:
              - { id: a, title: T, backward: L }
              - { id: b, title: T, backward: d_k }
              - { id: c, title: T, backward: s_k }
              - { id: d, title: T, backward: [x_k, h] }
        """,
    ]

    /// All that is drawn, by its id, in colours and widths of none: what is the same of an arrow when it is no longer new.
    private func places(_ scene: Scene) -> [String: [Element]] {
        var places: [String: [Element]] = [:]
        for case .group(let group) in scene.elements {
            places[group.id] = group.elements.flatMap(plain)
        }
        return places
    }

    /// Lines from their tails to the tips of their heads, which differ in size; circles, boxes and texts.
    private func plain(_ element: Element) -> [Element] {
        switch element {
        case .group(let group): return group.elements.flatMap(plain)
        case .text(var text):
            text.ink = .text
            return [.text(text)]
        case .shape(var shape):
            // The highlight and its frame.
            if shape.fill == .highlight { return [] }
            if case .path = shape.geometry { return [] }
            (shape.fill, shape.stroke) = (nil, nil)
            return [.shape(shape)]
        }
    }

    @Test(arguments: [2, 3, 5, 10], templates)
    func `nothing moves from one step to the next`(classes: Int, template: String) throws {
        let set = try FigureSet(SourceText(template, name: "t.yaml"), classes: classes)
        let scenes = try Fixtures.renderer.get().scenes(of: set.figures, in: set)
        let series = Dictionary(
            grouping: zip(set.figures, scenes).filter { $0.0.series != nil }, by: \.0.series)
        #expect(!series.isEmpty)
        for steps in series.values {
            for ((_, before), (_, after)) in zip(steps, steps.dropFirst()) {
                #expect(before.size == after.size)
                let (old, new) = (places(before), places(after))
                // What was there stays; backward arrows come, and values on them.
                for (id, elements) in old {
                    let now = try #require(new[id], "\(after.id): \(id) is gone")
                    #expect(Array(now.prefix(elements.count)) == elements, "\(after.id): \(id)")
                }
                for id in Set(new.keys).subtracting(old.keys) { #expect(id.hasSuffix("-backward")) }
                let (lines, linesNow) = (SceneParts(before).arrows, SceneParts(after).arrows)
                for line in lines {
                    let now = try #require(linesNow.first { $0.id == line.id })
                    #expect(line.line.dropLast() == now.line.dropLast(), "\(after.id): \(line.id)")
                    guard line.head.isEmpty else {
                        #expect((line.tip - now.tip).length < 0.01, "\(after.id): the tip of \(line.id)")
                        continue
                    }
                    #expect(now.head.isEmpty && line.line.last == now.line.last, "\(after.id): \(line.id)")
                }
            }
        }
    }
}
