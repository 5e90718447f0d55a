import Foundation
import MathTypesetting
import Scene
import Testing

/// Our formulas beside LuaTeX's: the same font, the same rules, another program.
///
/// `Scripts/luatex-reference` wrote the numbers. All lengths are in em of the text.
struct LuaTeXComparisonTests {
    /// Deviations in em, of glyphs and rules, that must have a reason.
    private static let limit = 0.02

    /// To us, as to TeX (rule 17), the room for the slant of a letter is part of its width wherever it ends a list: in a
    /// fraction or under a root, whose bar then covers the letter's ink, in a script, in a cell. LuaTeX leaves it out
    /// there in OpenType fonts.
    private static let slant = "the slant of the last letter"
    /// LaTeX sets upright words in a text font; LuaTeX sets them here as single letters of mathematics.
    private static let word = "letters stand in a word as in a text"

    /// What deviates by more than the limit, and why.
    private static let exceptions = [
        #"-\frac{t_1}{y_1} \exp(a_1) = -t_1 \frac{S}{\exp(a_1)} \exp(a_1) = -t_1 S"#: slant,
        #"\frac{1}{S} (t_1 + t_2 + t_3) = \frac{1}{S}"#: slant,
        #"\left( \frac{1}{S} - \frac{t_1}{\exp(a_1)} \right) \exp(a_1)"#: slant,
        "A^{T} B_{n-1}^{(k)}": slant,
        #"\left| \frac{\partial f}{\partial x} \right| + \left\| v \right\|"#: slant,
        #"\sqrt{2} + \sqrt{x+y} + \sqrt{\frac{a}{b}}"#: slant,
        #"\overline{x + y} + \underline{z}"#: slant,
        #"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"#: slant,
        #"\begin{aligned} y &= x + 1 \\ z &= \frac{x}{2} \end{aligned}"#: slant,
        #"\frac{\partial^2 f}{\partial x \, \partial y}"#: slant,
        #"\mathrm{ReLU}(x) = \max(0, x)"#: word,
    ]

    private struct Reference: Decodable {
        let style: String
        let tex: String
        let width: Double
        let height: Double
        let depth: Double
        /// Index, x, y.
        let glyphs: [[Double]]
        /// x, y, width, height.
        let rules: [[Double]]
    }

    /// How far one formula is from its reference.
    private struct Deviation {
        let tex: String
        let width: Double
        let height: Double
        let depth: Double
        /// One for each glyph; nil where the glyphs are not the same.
        let glyphs: [Double]?
        /// One for each rule, that of its farthest side; nil where there are more or fewer.
        let rules: [Double]?

        var worst: Double { ((glyphs ?? [.infinity]) + (rules ?? [.infinity])).max() ?? 0 }

        init(of box: MathBox, from reference: Reference) {
            tex = reference.tex
            width = abs(box.width / size - reference.width)
            height = abs(box.height / size - reference.height)
            depth = abs(box.depth / size - reference.depth)
            let placed = box.glyphs.map { [Double($0.glyph.index), $0.origin.x / size, $0.origin.y / size] }
            // An index of a glyph is farther from the next than a place can be: it must be the same.
            glyphs = distances(
                placed.map { [$0[0] * 1000] + $0[1...] }, reference.glyphs.map { [$0[0] * 1000] + $0[1...] }
            )
            .flatMap { $0.allSatisfy { $0 < 500 } ? $0 : nil }
            let bars = box.rules.map { [$0.minX, $0.minY, $0.width, $0.height].map { $0 / size } }
            rules = distances(bars, reference.rules)
        }
    }

    private static let deviations = Result {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "LuaTeX/reference.json")
        let references = try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))
        return try references.map { reference in
            let formula = try MathNode(tex: SourceSlice(reference.tex, name: "formula"))
            return Deviation(
                of: try set(formula, reference.style == "display" ? .display : .text), from: reference)
        }
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    @Test func `the formulas are those of the test page`() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "LuaTeX/expressions.txt")
        let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
        #expect(lines.count >= 60)
        #expect(try Self.deviations.get().map(\.tex) == lines.map { String($0.drop { $0 != " " }.dropFirst()) })
    }

    @Test func `glyphs and rules stand where LuaTeX puts them`() throws {
        let deviations = try Self.deviations.get()
        for deviation in deviations {
            if Self.exceptions[deviation.tex] != nil {
                #expect(deviation.worst > Self.limit, "no longer an exception: \(deviation.tex)")
                #expect(deviation.worst < 0.11, "\(deviation.tex)")
            } else {
                #expect(deviation.worst < Self.limit, "\(deviation.tex)")
            }
        }
        #expect(median(deviations.flatMap { $0.glyphs ?? [.infinity] }) < 0.0002)
    }

    @Test func `boxes have the sizes that LuaTeX gives them`() throws {
        let deviations = try Self.deviations.get()
        for deviation in deviations {
            #expect(deviation.height < 0.01, "\(deviation.tex)")
            #expect(deviation.depth < 0.01, "\(deviation.tex)")
            // The slant of the last letter, which is part of our width, is at most 0.12 em.
            #expect(deviation.width < 0.125, "\(deviation.tex)")
        }
        #expect(median(deviations.map(\.width)) < 0.0002)
    }
}

/// The distances of points from those of another list, each of which is taken once by its nearest; nil where the numbers
/// of points differ.
private func distances(_ points: [[Double]], _ others: [[Double]]) -> [Double]? {
    guard points.count == others.count else { return nil }
    var free = others
    return points.map { point in
        let distances = free.map { zip(point, $0).map { abs($0 - $1) }.max() ?? 0 }
        let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
        free.remove(at: nearest)
        return distances[nearest]
    }
}
