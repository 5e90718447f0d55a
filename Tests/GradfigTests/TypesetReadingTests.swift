import MathTypesetting
import TestSupport
import Testing

@testable import Gradfig

/// What is typeset says what was meant: random formulas are set and read back.
struct TypesetReadingTests {
    @Test(arguments: 5...8)
    func `the typeset row of random formulas reads back`(seed: UInt64) throws {
        var formulas = RandomFormula(seed: seed, isStatement: seed.isMultiple(of: 2))
        for _ in 0..<2_500 {
            let text = formulas.text()
            let statement = try Statement(SourceSlice(text))
            guard case .chain(let chain)? = statement.parts.first else { continue }
            do {
                let read = try FormulaReader.read(PaperSign.signs(of: statement.mathNode))
                #expect(read.value == Meaning(chain[0].root).value, "\(text)")
            } catch {
                Issue.record("\(text): \(error)")
            }
        }
    }
}

extension PaperSign {
    /// What the typesetter puts on paper: rows in rows are one row, and a script stands at the sign before it.
    fileprivate static func signs(of node: MathNode) throws -> [PaperSign] {
        switch node {
        case .row(let nodes): return joined(try nodes.flatMap(signs))
        case .text(let text, _):
            return [text.allSatisfy { $0.isNumber || $0 == "." } ? .digits(text) : .word(text)]
        case .symbol(let scalar, _):
            switch scalar {
            case "∑": return [.series("sum")]
            case "∏": return [.series("product")]
            case "+", "−", "·", "=", ",", "∂": return [.mark(Character(scalar))]
            default: return [.letter(try letter(scalar))]
            }
        case .operatorName(let name, _): return [.function(name)]
        case .fraction(let top, let bottom): return [.fraction(try signs(of: top), try signs(of: bottom))]
        case .radical(let content, nil): return [.radical(try signs(of: content))]
        case .scripts(let base, let sub, let sup):
            return try signs(of: base) + [.scripts(try sub.map(signs), try sup.map(signs))]
        case .atom(.opening, .row([])): return []
        case .atom(.closing, .delimited("(", let content, ")")): return [.brackets(try signs(of: content))]
        case .space: return [.space]
        default: throw FormulaReader.Ambiguity(text: "\(node)")
        }
    }

    /// Digits that touch are one number, words that touch one word.
    private static func joined(_ signs: [PaperSign]) -> [PaperSign] {
        signs.reduce(into: []) { row, sign in
            switch (row.last, sign) {
            case (.digits(let left)?, .digits(let right)): row[row.count - 1] = .digits(left + right)
            case (.word(let left)?, .word(let right)): row[row.count - 1] = .word(left + right)
            default: row.append(sign)
            }
        }
    }

    private static func letter(_ scalar: Unicode.Scalar) throws -> String {
        if scalar.isASCII { return String(scalar) }
        for name in ["theta", "Theta", "pi"] where greekLetter(named: name) == scalar { return name }
        throw FormulaReader.Ambiguity(text: "\(scalar)")
    }
}
