import Layout
import Scene
import Testing

/// A clean figure, in which one thing at a time is moved: the proof names it and what it touches.
struct LayoutProofTests {
    private static let clean: LayoutGeometry = {
        let diagram = Diagram.fanInAndOut(lanes: 3)
        return LayoutGeometry(
            diagram, LayeredLayout(diagram)!.placement(isPair: diagram.edges.map(\.isPair)))
    }()

    private let clean = Self.clean

    /// What is found after a change: all of it has to do with what was changed.
    private func conflicts(
        of part: LayoutConflict.Part, _ change: (inout LayoutGeometry) -> Void
    ) -> [LayoutConflict] {
        var changed = clean
        change(&changed)
        let conflicts = LayoutProof.conflicts(in: changed)
        for conflict in conflicts {
            #expect([conflict.first, conflict.second].contains { isPart($0, of: part) }, "\(conflict)")
        }
        return conflicts
    }

    /// With a node or an arrow all moves that is written on it.
    private func isPart(_ one: LayoutConflict.Part, of whole: LayoutConflict.Part) -> Bool {
        if one == whole { return true }
        guard case .label(let label) = one else { return false }
        return switch clean.labels[label].owner {
        case .node(let node): whole == .node(node)
        case .arrow(let arrow): whole == .arrow(arrow)
        case .layer(let layer): whole == .layer(layer)
        }
    }

    private func names(
        _ conflicts: [LayoutConflict], _ kind: LayoutConflict.Kind, _ first: LayoutConflict.Part,
        _ second: LayoutConflict.Part
    ) -> Bool {
        conflicts.contains { $0.kind == kind && $0.first == first && $0.second == second }
    }

    private func center(_ node: Int) -> Point {
        guard case .circle(let center, _) = clean.nodes[node].outline else { return Point(0, 0) }
        return center
    }

    @Test func `a clean figure has no conflict`() { #expect(LayoutProof.conflicts(in: clean).isEmpty) }

    @Test func `the frame of a value on a node, on another value, on its own arrow and on another`() {
        for (label, written) in clean.labels.enumerated() {
            guard case .arrow(let own) = written.owner else { continue }
            func framed(_ margin: Double) -> [LayoutConflict] {
                conflicts(of: .label(label)) {
                    $0.labels[label].frame = ConvexHull(of: $0.labels[label].bounds.expanded(by: margin))
                }
            }
            #expect(framed(0.5).isEmpty)
            #expect(names(framed(3.9), .touch, .label(label), .arrow(own)))
            let found = framed(2000)
            for node in clean.nodes.indices { #expect(names(found, .touch, .label(label), .node(node))) }
            for arrow in clean.arrows.indices {
                #expect(names(found, .touch, .label(label), .arrow(arrow)))
            }
            for other in clean.labels.indices where other != label {
                if case .node = clean.labels[other].owner { continue }
                #expect(names(found, .touch, .label(min(label, other)), .label(max(label, other))))
            }
        }
    }

    @Test func `a value on a node`() {
        for label in clean.labels.indices {
            for node in clean.nodes.indices {
                let found = conflicts(of: .label(label)) {
                    $0.labels[label].move(to: center(node))
                }
                #expect(names(found, .touch, .label(label), .node(node)))
            }
        }
    }

    @Test func `a value on another`() {
        for label in clean.labels.indices {
            for other in clean.labels.indices where other != label {
                let found = conflicts(of: .label(label)) {
                    $0.labels[label].move(to: $0.labels[other].bounds.center)
                }
                #expect(names(found, .touch, .label(min(label, other)), .label(max(label, other))))
            }
        }
    }

    @Test func `a value on an arrow that is not its own`() {
        for label in clean.labels.indices {
            for arrow in clean.arrows.indices where clean.labels[label].owner != .arrow(arrow) {
                let line = clean.arrows[arrow].line
                let found = conflicts(of: .label(label)) {
                    $0.labels[label].move(to: (line[0] + line[1]) * 0.5)
                }
                #expect(names(found, .touch, .label(label), .arrow(arrow)))
            }
        }
    }

    @Test func `a value off the page, and one on an outline`() {
        for label in clean.labels.indices {
            let outside = conflicts(of: .label(label)) {
                $0.labels[label].move(to: Point(-1, 30))
            }
            #expect(names(outside, .touch, .label(label), .page))
            let onLine = conflicts(of: .label(label)) {
                $0.labels[label].move(to: Point($0.layers[0].outline.center.x, $0.layers[0].outline.maxY))
            }
            #expect(names(onLine, .touch, .label(label), .layer(0)))
        }
    }

    @Test func `a node on another, and one outside its layer`() {
        for node in clean.nodes.indices {
            for other in clean.nodes.indices where other != node {
                var changed = clean
                changed.nodes[node].outline = clean.nodes[other].outline
                let found = LayoutProof.conflicts(in: changed)
                #expect(names(found, .touch, .node(min(node, other)), .node(max(node, other))))
            }
            var changed = clean
            changed.nodes[node].outline = .circle(center: Point(clean.layers[0].outline.minX, 60), radius: 14)
            #expect(names(LayoutProof.conflicts(in: changed), .leave, .node(node), .layer(0)))
        }
    }

    @Test func `an arrow through a node`() {
        for arrow in clean.arrows.indices {
            for node in clean.nodes.indices {
                let found = conflicts(of: .arrow(arrow)) {
                    $0.arrows[arrow].line.insert(center(node), at: 1)
                }
                #expect(names(found, .cross, .arrow(arrow), .node(node)))
            }
        }
    }

    @Test func `an arrow that does not end at its node`() {
        for (index, arrow) in clean.arrows.enumerated() {
            for (position, end) in [(0, arrow.tail), (arrow.line.count - 1, arrow.tip)] {
                guard case .node(let node) = end else { continue }
                for part in [0.97, 0.8] {
                    let found = conflicts(of: .arrow(index)) {
                        let (end, other) = (arrow.line[position], arrow.line[1 - position])
                        $0.arrows[index].line[position] = other + (end - other) * part
                    }
                    #expect(names(found, .miss, .arrow(index), .node(node)))
                }
            }
        }
    }

    @Test func `an arrow along another`() {
        for arrow in clean.arrows.indices {
            for other in clean.arrows.indices where other != arrow {
                var changed = clean
                changed.arrows[arrow].line = clean.arrows[other].line
                changed.arrows[arrow].tail = clean.arrows[other].tail
                changed.arrows[arrow].tip = clean.arrows[other].tip
                let found = LayoutProof.conflicts(in: changed)
                // Where both come from outside to one node, it is the free ends that lie on each other.
                let kinds = [LayoutConflict.Kind.along, .touch]
                #expect(
                    kinds.contains { names(found, $0, .arrow(min(arrow, other)), .arrow(max(arrow, other))) })
            }
        }
    }

    @Test func `an input that begins inside the layer`() {
        for (index, arrow) in clean.arrows.enumerated() where arrow.tail == .outside {
            let found = conflicts(of: .arrow(index)) {
                $0.arrows[index].line[0].x = $0.layers[0].outline.minX + 12
            }
            #expect(names(found, .beginInside, .arrow(index), .layer(0)))
        }
    }

    @Test func `an arrow that leaves its layer on the way, and one that runs along its outline`() throws {
        let outline = clean.layers[0].outline
        let index = try #require(
            clean.arrows.firstIndex { arrow in
                if case (.node, .node) = (arrow.tail, arrow.tip) { true } else { false }
            })
        for y in [outline.minY - 20, outline.minY + 1] {
            let found = conflicts(of: .arrow(index)) {
                let line = $0.arrows[index].line
                $0.arrows[index].line.insert(Point((line[0].x + line[1].x) / 2, y), at: 1)
            }
            #expect(names(found, .cross, .arrow(index), .layer(0)))
        }
    }

    @Test func `layers on each other`() {
        var changed = clean
        changed.layers.append(LayoutGeometry.Layer(name: "Other", outline: clean.layers[0].outline))
        #expect(names(LayoutProof.conflicts(in: changed), .touch, .layer(0), .layer(1)))
    }

    @Test func `a sign that is too large for its node`() {
        var changed = clean
        changed.labels.append(
            LayoutGeometry.Label(
                text: "arctanh", bounds: Rect(center: center(0), size: Size(width: 30, height: 8)),
                owner: .node(0)))
        #expect(
            LayoutProof.conflicts(in: changed).map(changed.words) == [
                "the text ‘arctanh’ is not inside the node ‘+’ (node0) of the layer ‘Layer 0’"
            ])
    }

    @Test func `a conflict says what touches what`() throws {
        let label = try #require(clean.labels.firstIndex { $0.text == "v3" })
        var changed = clean
        changed.labels[label].move(to: center(5))
        #expect(
            LayoutProof.conflicts(in: changed, atMost: 1).map(changed.words) == [
                "the value ‘v3’ on the arrow from ‘+’ (node4) to ‘+’ (node5) touches the node ‘+’ (node5) of the layer "
                    + "‘Layer 0’"
            ])
    }
}
