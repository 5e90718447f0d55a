import Foundation
import Testing

@testable import MathTypesetting

struct TeXReferenceTests {
    @Test func `the documentation is what the table gives`() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let committed = try String(
            contentsOf: package.appending(path: "Documentation/TeX-commands.md"), encoding: .utf8)
        #expect(committed == TeXReference.markdown)
    }

    @Test func `every symbol has the class of its section, and a glyph`() throws {
        let classes: [String: AtomClass] = [
            "Large operators": .operator, "Binary operations": .binary, "Relations": .relation,
            "Arrows": .relation,
        ]
        for section in TeXCommandTable.sections {
            for entry in section.entries {
                switch entry.command {
                case .symbol(let symbol):
                    if let expected = classes[section.title] {
                        #expect(SymbolTable.atomClass(of: symbol) == expected, "\(entry.usage)")
                    }
                    #expect(try set(.symbol(symbol)).missingCharacters == [], "\(entry.usage)")
                case .accent(let accent, _):
                    #expect(try set(.accent(accent, .symbol("x"))).missingCharacters == [], "\(entry.usage)")
                default: break
                }
            }
        }
    }
}
