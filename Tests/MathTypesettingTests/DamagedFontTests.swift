import Foundation
import MathTypesetting
import TestSupport
import Testing

/// Font files with some wrong bytes: each is refused, or sets formulas on a page.
struct DamagedFontTests {
    private static let isLong = ProcessInfo.processInfo.environment["GRADFIG_LONG_TESTS"] != nil

    /// Formulas that ask for all that is in a MATH table.
    private static let formulas = [
        #"\sqrt[3]{\frac{\hat{a}_i^2}{b}}"#, #"\sum_{k=1}^{n} \left( \int_0^1 \exp(x_k) dx \right)"#,
        #"\overline{x+y} \begin{cases} a \\ b \\ c \end{cases}"#, #"f^{T^2} \widehat{abc} V_1"#,
        #"\left[ \frac{\frac{a}{b}}{\frac{c}{d}} \right]"#,
    ]

    @Test(arguments: ["MATH", "CFF ", "hmtx", "GSUB", "cmap", "head"])
    func `wrong bytes in a table`(table: String) throws {
        let file = Array(try Data(contentsOf: URL(fileURLWithPath: FontFile.latinModernMath.locate())))
        let range = try #require(Self.range(of: table, in: file))
        let formulas = try Self.formulas.map { try MathNode(tex: SourceSlice($0)) }
        let path = FileManager.default.temporaryDirectory.appending(path: "gradfig-\(UUID()).otf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var generator = SeededGenerator(seed: UInt64(range.lowerBound))
        var good = 0
        for round in 0..<(Self.isLong ? 3000 : 30) {
            var damaged = file
            // Constants and headers stand at the beginning.
            let range = round % 2 == 0 ? range.prefix(300) : range
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                damaged[range.randomElement(using: &generator)!] =
                    [0, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &generator)]
                    .randomElement(using: &generator)!
            }
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            guard let font = try? MathFont(path: path, fallback: .none) else { continue }
            good += 1
            for formula in formulas {
                let box = try font.layout(formula, size: 12, style: .display)
                #expect(box.width.isFinite && box.height.isFinite && box.depth.isFinite)
                #expect(abs(box.width) < 1e5 && box.height < 1e5 && box.depth < 1e5)
                for placed in box.glyphs { _ = font.outline(of: placed.glyph) }
                _ = font.hull(of: box)
            }
        }
        #expect(good > 10)
    }

    /// Where a table is in a file (OpenType 1.9, Table Directory).
    private static func range(of table: String, in file: [UInt8]) -> Range<Int>? {
        func number(_ offset: Int, bytes: Int = 4) -> Int {
            file[offset..<offset + bytes].reduce(0) { $0 << 8 | Int($1) }
        }
        for entry in 0..<number(4, bytes: 2) {
            let record = 12 + 16 * entry
            guard file[record..<record + 4].elementsEqual(table.utf8) else { continue }
            return number(record + 8)..<number(record + 8) + number(record + 12)
        }
        return nil
    }
}
