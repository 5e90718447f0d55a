import Gradfig
import Scene
import Testing

/// What stands in nodes, and above layers, is measured as it is drawn: by the outlines of its glyphs.
struct NodeLabelTests {
    /// A name or a sign, in what it belongs to.
    private struct Written {
        let text: Text
        /// The circle or the box.
        let outline: Rect
        var baseline: Double { text.glyphs[0].origin.y }
    }

    private func written(_ scene: Scene, _ kind: String) -> [Written] {
        scene.elements.compactMap { element in
            guard case .group(let group) = element, group.classes == [kind] else { return nil }
            var outline: Rect?
            for case .shape(let shape) in group.elements {
                switch shape.geometry {
                case .circle(let center, let radius):
                    outline = Rect(center: center, size: Size(width: 2 * radius, height: 2 * radius))
                case .rectangle(let rect, _): outline = rect
                case .path: break
                }
            }
            for case .text(let text) in group.elements {
                return outline.map { Written(text: text, outline: $0) }
            }
            return nil
        }
    }

    private func scenes(_ layers: String, _ figures: String) throws -> [Scene] {
        let text = "title: T\nlayers:\n\(layers)\nfigures:\n\(figures)\n"
        let set = try FigureSet(SourceText(text, name: "t.yaml"))
        return try Fixtures.renderer.get().scenes(of: set.figures, in: set)
    }

    private static let operations = """
          - name: A
            input: [x, y]
            equations: |
              a = exp(x) + log(y)
              b = sin(a) * tanh(y) - cos(x)
              L = sqrt(b) / (x^y) + (-a) + 1 / y
            output: L
        """

    @Test func `the ink of a sign is in the middle of its circle`() throws {
        let scene = try scenes(Self.operations, "  - { id: f, title: F }")[0]
        let signs = written(scene, "node").filter { $0.text.plain.first?.isLetter == false }
        #expect(Set(signs.map(\.text.plain)) == ["+", "−", "×", "/"])
        for sign in signs {
            let ink = try #require(self.ink(of: sign.text, scene.outlines))
            let offset = ink.center - sign.outline.center
            #expect(abs(offset.x) < 0.3 && abs(offset.y) < 0.3, "\(sign.text.plain) is off by \(offset)")
        }
    }

    @Test func `names in nodes stand on one baseline, the middle of their small letters in the middle`() throws
    {
        let scene = try scenes(Self.operations, "  - { id: f, title: F }")[0]
        let names = written(scene, "node").filter { $0.text.plain.first?.isLetter == true }
        #expect(Set(names.map(\.text.plain)) == ["exp", "log", "sin", "tanh", "cos", "sqrt", "pow"])
        let drops = names.map { $0.baseline - $0.outline.center.y }
        #expect(drops.allSatisfy { abs($0 - drops[0]) < 0.01 })
        // Of ‘cos’, which has no ascender and no descender, all is small letters.
        let cos = try #require(names.first { $0.text.plain == "cos" })
        let ink = try #require(self.ink(of: cos.text, scene.outlines))
        #expect(abs(ink.center.y - cos.outline.center.y) < 0.3)
        for name in names {
            let ink = try #require(self.ink(of: name.text, scene.outlines))
            #expect(abs(ink.center.x - name.outline.center.x) < 0.5, "\(name.text.plain)")
        }
    }

    /// With ascenders, descenders, both or neither, and with a sign that is higher than any letter.
    private static let named = """
          - { name: one, label: sum, input: x, equations: u = exp(x), output: u }
          - { name: two, label: Type, input: u, equations: v = exp(u), output: v }
          - { name: three, label: Block, input: v, equations: w = exp(v), output: w }
          - { name: four, label: gap (Å), input: w, equations: L = exp(w), output: L }
        """

    @Test(arguments: ["all", "none", "[one, three]", "[two, four]", "one"])
    func `names of layers stand on one baseline, open and collapsed`(open: String) throws {
        let scene = try scenes(Self.named, "  - { id: f, title: F, open: \(open) }")[0]
        let names = written(scene, "layer")
        #expect(names.count == 4)
        let (inside, above) = (
            names.filter { $0.text.bounds.minY > $0.outline.minY },
            names.filter { $0.text.bounds.maxY < $0.outline.minY }
        )
        #expect(inside.count + above.count == 4)
        for (part, reference) in [(inside, \Rect.center.y), (above, \Rect.minY)] {
            // Graphviz draws boxes in whole points, so their middles may be half a point apart.
            let offsets = part.map { $0.baseline - $0.outline[keyPath: reference] }
            #expect(offsets.allSatisfy { abs($0 - offsets[0]) < 0.02 }, "\(offsets)")
        }
        // Here all the tops, and all the middles, are level.
        #expect(Set(above.map { ($0.baseline * 50).rounded() }).count <= 1)
        #expect(Set(inside.map { ($0.baseline * 50).rounded() }).count <= 1)
    }

    @Test func `of names on several lines, the last stands where names on one do`() throws {
        let layers = """
              - { name: a, label: sum of exponentials and of sums, input: x, equations: u = exp(x), output: u }
              - { name: b, label: Type, input: u, equations: L = exp(u), output: L }
            """
        let names = written(try scenes(layers, "  - { id: f, title: F, width: 4cm }")[0], "layer")
        let baselines = names.map { $0.text.glyphs.map(\.origin.y).max()! - $0.outline.minY }
        #expect(
            names[0].text.glyphs.contains {
                $0.origin.y < names[0].baseline - 1 || $0.origin.y > names[0].baseline + 1
            })
        #expect(abs(baselines[0] - baselines[1]) < 0.02)
    }

    @Test func `layers of different heights have their names at one distance`() throws {
        let layers = """
              - { name: one, label: sum, input: "[x, y]", equations: u = exp(x) + log(y), output: u }
              - { name: two, label: Type, input: u, equations: v = exp(u), output: v }
              - { name: three, label: gap, input: u, equations: w = sin(u) * cos(u), output: w }
              - { name: four, label: Block, input: "[v, w]", equations: L = v * w, output: L }
            """.replacing("\"[", with: "[").replacing("]\"", with: "]")
        let names = written(try scenes(layers, "  - { id: f, title: F, open: [one, two, three] }")[0], "layer")
        let above = names.filter { $0.text.bounds.maxY < $0.outline.minY }
        #expect(above.count == 3)
        let offsets = above.map { $0.outline.minY - $0.baseline }
        #expect(offsets.allSatisfy { abs($0 - offsets[0]) < 0.02 }, "\(offsets)")
        for (one, other) in zip(above, above.dropFirst())
        where abs(one.outline.minY - other.outline.minY) < 0.01 {
            #expect(abs(one.baseline - other.baseline) < 0.02)
        }
    }

    /// The rectangle around a text's glyphs as they are drawn, their curves followed point by point.
    private func ink(of text: Text, _ outlines: [Glyph: GlyphOutline]) -> Rect? {
        var ink: Rect?
        for placed in text.glyphs {
            guard let outline = outlines[placed.glyph] else { continue }
            let scale = placed.size / outline.unitsPerEm
            func include(_ point: Point) {
                let spot = Rect(
                    center: Point(placed.origin.x + point.x * scale, placed.origin.y - point.y * scale),
                    size: Size(width: 0, height: 0))
                ink = ink?.union(spot) ?? spot
            }
            var last = Point(0, 0)
            for command in outline.path.commands {
                switch command {
                case .move(let point), .line(let point):
                    include(point)
                    last = point
                case .curve(let first, let second, let end):
                    for step in 0...32 {
                        let t = Double(step) / 32
                        let s = 1 - t
                        include(
                            last * (s * s * s) + first * (3 * s * s * t) + second * (3 * s * t * t)
                                + end * (t * t * t))
                    }
                    last = end
                case .close: break
                }
            }
        }
        return ink
    }
}
