import Foundation
import MathTypesetting
import Testing

/// How far one formula is from what LuaTeX makes of it, in em of the text size.
struct LuaTeXComparison {
    /// Its style and TeX.
    let formula: String
    /// Of the width, the height and the depth of the box.
    let box: [Double]
    /// Of each glyph's origin; nil where the glyphs are not the same ones.
    let glyphs: [Double]?
    /// Of each rule, of the side that is farthest; nil where their number differs.
    let rules: [Double]?

    /// The largest of all.
    var worst: Double {
        guard let glyphs, let rules else { return .infinity }
        return (box + glyphs + rules).max() ?? 0
    }

    /// A formula as LuaTeX set it.
    private struct Reference: Decodable {
        let style: String
        let tex: String
        /// Width, height, depth.
        let box: [Double]
        /// The glyph's index, x, y.
        let glyphs: [[Double]]
        /// Left, top, width, height.
        let rules: [[Double]]
    }

    /// The lines of a page of formulas.
    static func page(_ name: String) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appending(path: "LuaTeX")

    /// The formulas of a file that `Scripts/luatex-reference` wrote.
    static func read(_ name: String, in font: Result<MathFont, FontError> = math) throws -> [LuaTeXComparison] {
        let file = folder.appending(path: name + ".json")
        return try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file)).map {
            try LuaTeXComparison($0, in: font.get())
        }
    }

    private init(_ reference: Reference, in font: MathFont) throws {
        let style = reference.style == "display" ? MathStyle.display : .text
        let formula = try MathNode(tex: SourceSlice(reference.tex, name: "formula"))
        let own = try font.layout(formula, size: size, style: style)
        let ownGlyphs = own.glyphs.map { [Double($0.glyph.index), $0.origin.x / size, $0.origin.y / size] }
        let ownRules = own.rules.map { [$0.minX, $0.minY, $0.width, $0.height].map { $0 / size } }

        self.formula = reference.style + " " + reference.tex
        box = zip([own.width, own.height, own.depth], reference.box).map { abs($0 / size - $1) }
        glyphs = Self.distances(ownGlyphs, reference.glyphs) { own, other in
            own[0] == other[0] ? hypot(own[1] - other[1], own[2] - other[2]) : nil
        }
        rules = Self.distances(ownRules, reference.rules) { own, other in
            zip(own, other).map { abs($0 - $1) }.max()
        }
    }

    /// From each element to the nearest of the others that no element before it has taken; nil where one has none.
    private static func distances(
        _ elements: [[Double]], _ others: [[Double]], _ distance: ([Double], [Double]) -> Double?
    ) -> [Double]? {
        guard elements.count == others.count else { return nil }
        var free = others
        var distances: [Double] = []
        for element in elements {
            let candidates = free.indices.compactMap { index in
                distance(element, free[index]).map { (index, $0) }
            }
            guard let (index, nearest) = candidates.min(by: { $0.1 < $1.1 }) else { return nil }
            distances.append(nearest)
            free.remove(at: index)
        }
        return distances
    }
}
