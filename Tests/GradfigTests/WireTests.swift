import Gradfig
import Testing

/// A value that is used in several places is one wire, which splits.
struct WireTests {
    /// The values written in a figure of these layers, by direction.
    private func values(_ layers: String, figure: String = "backward: all") throws -> (
        forward: [String], backward: [String], junctions: Int
    ) {
        let text = "title: T\nlayers:\n\(layers)\nfigures: [{ id: f, title: F, \(figure) }]\n"
        let set = try FigureSet(SourceText(text, name: "t.yaml"))
        let renderer = try Fixtures.renderer.get()
        let svg = String(
            decoding: try renderer.render(set.figures, of: set, as: [.svg])[0].bytes, as: UTF8.self)
        let titles = svg.matches(of: /<title>([^<]+) runs (back )?from [^<]*<\/title>/)
        return (
            titles.filter { $0.2 == nil }.map { String($0.1) },
            titles.filter { $0.2 != nil }.map { String($0.1) },
            svg.matches(of: /class="junction"/).count
        )
    }

    private static let silu = """
          - { name: SiLU, input: x, equations: "s = 1 / (1 + exp(-x))\\ny = x * s", output: y }
        """

    @Test func `the sum of the gradients stands on the stem, the parts on the branches`() throws {
        let (_, backward, junctions) = try values(Self.silu)
        #expect(junctions == 1)
        // What leaves the layer on the left, and what its two uses send back.
        #expect(backward.contains("s+y*(1-s)"))
        #expect(backward.contains("s") && backward.contains("y*(1-s)"))
    }

    @Test func `a collapsed layer takes a value on one wire`() throws {
        let (_, backward, junctions) = try values(Self.silu, figure: "open: none, backward: all")
        #expect(junctions == 0)
        #expect(backward.sorted() == ["1", "s+y*(1-s)"])
    }

    @Test func `a layer's output splits outside of it`() throws {
        let layers = """
              - { name: Source, input: x, equations: u = exp(x), output: u }
              - { name: F, input: u, equations: p = sin(u), output: p }
              - { name: G, input: "[u, p]", equations: L = p * u, output: L }
            """.replacing("\"[u, p]\"", with: "[u, p]")
        for figure in ["open: none, backward: all", "open: Source, backward: all", "backward: all"] {
            let (_, backward, junctions) = try values(layers, figure: figure)
            #expect(junctions == 1)
            #expect(backward.contains("p+u*cos(u)") || backward.contains("u*cos(u)+p"), "\(backward)")
        }
    }

    @Test func `an operation hands its value on by itself`() throws {
        let layers = """
              - { name: A, input: x, equations: "u = exp(x)\\nL = sin(u) * u", output: L }
            """
        #expect(try values(layers).junctions == 0)
    }

    @Test(arguments: [("u * u", 2), ("u + u", 2), ("u * u / u", 3), ("u / u", 2)])
    func `an operation takes a value by as many arrows as it is among its operands`(
        equation: String, count: Int
    ) throws {
        let layers = """
              - { name: A, input: x, equations: u = exp(x), output: u }
              - { name: B, input: u, equations: L = \(equation), output: L }
            """
        let inside = """
              - { name: A, input: x, equations: "u = exp(x)\\nL = \(equation)", output: L }
            """
        #expect(try values(inside).forward.count { $0 == "u" } == count)
        // From another layer it comes on one wire, which splits.
        let apart = try values(layers)
        #expect(apart.forward.count { $0 == "u" } == 1 + count && apart.junctions == 1)
        // Into a collapsed one it doesn't split.
        let collapsed = try values(layers, figure: "open: A, backward: all")
        #expect(collapsed.forward.count { $0 == "u" } == 1 && collapsed.junctions == 0)
    }
}
