import ComputationalGraph
import FigureTemplate
import Layout
import Scene
import Testing

@testable import Gradfig

/// Dots where values of one of two indices, or of both, are left out.
struct GridOmissionTests {
    private func drawing(_ indices: String) throws -> FigureDrawing {
        let template = """
            title: Affine
            index: \(indices)
            layers:
              - name: Affine
                input: [x_i, w_i_j, b_j]
                equations: y_j = sum_i (x_i * w_i_j) + b_j
                output: y_j
            figures:
              - { id: grid, title: Grid, lanes: all, backward: all }
            """
        let set = try FigureSet(Template(SourceText(template, name: "t.yaml")))
        return try FigureRenderer().drawings(of: set.figures, in: set)[0]
    }

    /// The lanes of the operations next to each of the dots inside the layer: above and below.
    private func neighbours(in drawing: FigureDrawing) -> [(above: [Int?], below: [Int?])] {
        let visible = drawing.layout.visible
        let nodes = visible.nodes.indices.filter { visible.nodes[$0].isOperation }
        return drawing.placement.omissions.filter { $0.layer != nil }.compactMap { omission in
            let column = nodes.filter { abs(drawing.placement.nodes[$0].x - omission.center.x) < 0.01 }
                .map { (lane: visible.nodes[$0].lane, y: drawing.placement.nodes[$0].y) }
            let above = column.filter { $0.y < omission.center.y }.max { $0.y < $1.y }
            let below = column.filter { $0.y > omission.center.y }.min { $0.y < $1.y }
            guard let above = above?.lane?.values, let below = below?.lane?.values else { return nil }
            return (above, below)
        }
    }

    @Test(arguments: ["{ i: 1...n, j: 1...2 }", "{ i: 1...2, j: 1...m }", "{ i: 1...n, j: 1...m }"])
    func `dots stand between the last rows of a group, or between the last groups`(indices: String) throws {
        let drawing = try drawing(indices)
        #expect(drawing.findConflict() == nil)
        let neighbours = neighbours(in: drawing)
        #expect(neighbours.count >= (indices.contains("n") ? 2 : 1))
        #expect(neighbours.count == drawing.placement.omissions.count { $0.layer != nil })
        for (above, below) in neighbours {
            let differing = above.indices.filter { above[$0] != below[$0] }
            // Between groups, the last row of the one and the first of the other.
            let isBetweenGroups = differing.count == 2 || above.contains(nil)
            let isOneStep = differing.contains { above[$0] == 2 && below[$0] == 3 }
            #expect(isOneStep && (differing.count == 1 || isBetweenGroups), "\(above), \(below)")
        }
    }
}
