import MathTypesetting
import Scene
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
                let read = try FormulaReader.read(PaperSign.signs(of: statement.mathNode(DisplayNames())))
                #expect(read.value == Meaning(chain[0].root).value, "\(text)")
            } catch {
                Issue.record("\(text): \(error)")
            }
        }
    }

    /// A value on several lines, read one after the other, is what it was.
    @Test(arguments: 31...32) func `broken values read back`(seed: UInt64) throws {
        var formulas = RandomFormula(seed: seed, isStatement: false)
        var broken = 0
        for _ in 0..<1_000 {
            let text = formulas.text()
            let root = try Formula(SourceSlice(text)).root
            let parts = Notation(root, in: .builtUp).lineParts
            if parts.count > 1 { broken += 1 }
            let lines = parts.enumerated().map { ($0 == 0 ? $1.inLine : $1.atStart).mathNode }
            for line in [MathNode.row(lines), .row(parts.map(\.inLine.mathNode))] {
                do {
                    let read = try FormulaReader.read(PaperSign.signs(of: line))
                    #expect(read.value == Meaning(root).value, "\(text)")
                } catch {
                    Issue.record("\(text): \(error)")
                }
            }
        }
        #expect(broken > 100)
    }
}

extension TypesetReadingTests {
    /// Digits that touch on paper are one number: there are as many numbers as the formula has.
    @Test(arguments: 9...10)
    func `the laid-out digits of random formulas are the numbers that were meant`(seed: UInt64) throws {
        let font = try MathFont()
        // The font has digits of their own for scripts.
        var digits: [Glyph: Double] = [:]
        for digit in "0123456789." {
            for style in [MathStyle.text, .script, .scriptScript] {
                let box = try font.layout(.number(String(digit)), size: 12, style: style)
                digits[box.glyphs[0].glyph] = box.width / box.glyphs[0].size
            }
        }
        var formulas = RandomFormula(seed: seed, isStatement: seed.isMultiple(of: 2))
        for _ in 0..<1_000 {
            let text = formulas.text()
            let node = try Statement(SourceSlice(text)).mathNode(DisplayNames())
            let box = try font.layout(node, size: 12, style: .display)
            let found = Self.runs(of: digits, in: box)
            #expect(found == (try PaperSign.signs(of: node)).reduce(0) { $0 + $1.numbers }, "\(text)")
        }
    }

    @Test(arguments: ["x", "(a + b) * c", "abs(x)", "2 * abs(x - 1)", "[x > 0]", "1 / abs(x)"])
    func `nothing stands between an operand and the comma behind it`(operand: String) throws {
        let font = try MathFont()
        func box(_ node: MathNode) throws -> MathBox { try font.layout(node, size: 12, style: .text) }
        let (all, own) = try (
            box(Statement(SourceSlice("max(\(operand), 1)")).mathNode(DisplayNames())),
            box(Statement(SourceSlice(operand)).mathNode(DisplayNames()))
        )
        let comma = try box(.symbol(",")).glyphs[0].glyph
        let first = try #require(own.glyphs.first?.glyph)
        let start = try #require(all.glyphs.dropFirst(4).first { $0.glyph == first }).origin.x
        let end = try #require(all.glyphs.first { $0.glyph == comma }).origin.x
        #expect(abs(end - start - (own.width - own.glyphs[0].origin.x)) < 0.001)
    }

    @Test func `two numbers without a dot are found to touch`() throws {
        let font = try MathFont()
        let digit = try font.layout(.number("3"), size: 1, style: .text)
        let numbers = MathNode.row([.number("3"), .number("3")])
        let box = try font.layout(numbers, size: 12, style: .display)
        #expect(Self.runs(of: [digit.glyphs[0].glyph: digit.width], in: box) == 1)
    }

    private static func runs(of digits: [Glyph: Double], in box: MathBox) -> Int {
        let placed = box.glyphs.filter { digits[$0.glyph] != nil }
            .sorted { ($0.origin.y, $0.size, $0.origin.x) < ($1.origin.y, $1.size, $1.origin.x) }
        var runs = placed.isEmpty ? 0 : 1
        for (left, right) in zip(placed, placed.dropFirst()) {
            let end = left.origin.x + digits[left.glyph]! * left.size
            let touches =
                abs(left.origin.y - right.origin.y) < 0.01 && abs(end - right.origin.x) < 0.05 * left.size
            if !touches || left.size != right.size { runs += 1 }
        }
        return runs
    }
}

extension PaperSign {
    /// How many numbers are written in it, and in words and indices.
    fileprivate var numbers: Int {
        func total(_ signs: [PaperSign]) -> Int { signs.reduce(0) { $0 + $1.numbers } }
        return switch self {
        case .digits: 1
        case .word(let text): text.split { !$0.isNumber }.count
        case .letter, .function, .mark, .space, .series: 0
        case .fraction(let first, let second): total(first) + total(second)
        case .radical(let content), .brackets(let content), .squareBrackets(let content), .bars(let content):
            total(content)
        case .scripts(let below, let above): total(below ?? []) + total(above ?? [])
        }
    }

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
            case "+", "−", "·", "=", ",", "∂", "≠", "<", "≤", ">", "≥": return [.mark(Character(scalar))]
            default: return [.letter(try letter(scalar))]
            }
        case .operatorName(let name, _): return [.function(name)]
        case .fraction(let top, let bottom): return [.fraction(try signs(of: top), try signs(of: bottom))]
        case .radical(let content, nil): return [.radical(try signs(of: content))]
        case .scripts(let base, let sub, let sup):
            return try signs(of: base) + [.scripts(try sub.map(signs), try sup.map(signs))]
        case .atom(.opening, .row([])), .atom(.closing, .row([])): return []
        case .atom(.closing, .delimited("(", let content, ")")): return [.brackets(try signs(of: content))]
        case .delimited("[", let content, "]"): return [.squareBrackets(try signs(of: content))]
        case .delimited("|", let content, "|"): return [.bars(try signs(of: content))]
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
