/// A style of letters and digits that carries meaning in mathematics.
public enum Alphabet: CaseIterable, Hashable, Sendable {
    /// As TeX does without a command: Latin and small Greek letters italic; capital Greek letters and digits upright.
    case automatic
    case upright
    case italic
    case bold
    case boldItalic
    case script
    case fraktur
    case blackboard
    case sansSerif
    case monospace

    /// Whether its letters make a word as in a text, without room for their slants: rule 17; they are TeX's text fonts.
    var isOfText: Bool {
        switch self {
        case .upright, .italic, .bold, .sansSerif, .monospace: true
        case .automatic, .boldItalic, .script, .fraktur, .blackboard: false
        }
    }

    /// The character of this alphabet for a plain letter or digit; others stand as they are.
    ///
    /// Unicode 15, Mathematical Alphanumeric Symbols (U+1D400–1D7FF) and the letters that were there before.
    func character(for plain: Unicode.Scalar) -> Unicode.Scalar {
        if self == .automatic {
            let isCapitalGreek = ("Α"..."Ω").contains(plain) || plain == "∇"
            return isCapitalGreek ? plain : Self.italic.character(for: plain)
        }
        if let early = Self.earlyLetters[self]?[plain] { return early }
        guard let (block, offset) = Self.position(of: plain), let start = Self.blocks[self]?[block] else {
            return plain
        }
        return Unicode.Scalar(start + offset) ?? plain
    }

    /// Where the alphabets' blocks of characters begin.
    private static let blocks: [Alphabet: [Block: UInt32]] = [
        .italic: [.capital: 0x1D434, .small: 0x1D44E, .capitalGreek: 0x1D6E2, .smallGreek: 0x1D6FC],
        .bold: [
            .capital: 0x1D400, .small: 0x1D41A, .capitalGreek: 0x1D6A8, .smallGreek: 0x1D6C2, .digit: 0x1D7CE,
        ],
        .boldItalic: [.capital: 0x1D468, .small: 0x1D482, .capitalGreek: 0x1D71C, .smallGreek: 0x1D736],
        .script: [.capital: 0x1D49C, .small: 0x1D4B6],
        .fraktur: [.capital: 0x1D504, .small: 0x1D51E],
        .blackboard: [.capital: 0x1D538, .small: 0x1D552, .digit: 0x1D7D8],
        .sansSerif: [.capital: 0x1D5A0, .small: 0x1D5BA, .digit: 0x1D7E2],
        .monospace: [.capital: 0x1D670, .small: 0x1D68A, .digit: 0x1D7F6],
    ]

    /// The letters that Unicode had before the blocks: their places in the blocks are empty.
    private static let earlyLetters: [Alphabet: [Unicode.Scalar: Unicode.Scalar]] = [
        .italic: ["h": "ℎ", "ı": "\u{1D6A4}", "ȷ": "\u{1D6A5}"],
        .script: [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
            "o": "ℴ",
        ],
        .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
        .blackboard: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
    ]

    private enum Block: Hashable { case capital, small, capitalGreek, smallGreek, digit }

    /// The signs that follow the Greek letters in their blocks.
    private static let greekSigns: [Unicode.Scalar: (Block, UInt32)] = [
        "∇": (.capitalGreek, 25), "∂": (.smallGreek, 25), "ϵ": (.smallGreek, 26), "ϑ": (.smallGreek, 27),
        "ϰ": (.smallGreek, 28), "ϕ": (.smallGreek, 29), "ϱ": (.smallGreek, 30), "ϖ": (.smallGreek, 31),
    ]

    private static func position(of plain: Unicode.Scalar) -> (Block, UInt32)? {
        func offset(from first: Unicode.Scalar) -> UInt32 { plain.value - first.value }
        switch plain {
        case "A"..."Z": return (.capital, offset(from: "A"))
        case "a"..."z": return (.small, offset(from: "a"))
        case "0"..."9": return (.digit, offset(from: "0"))
        case "Α"..."Ω": return (.capitalGreek, offset(from: "Α"))
        case "α"..."ω": return (.smallGreek, offset(from: "α"))
        default: return greekSigns[plain]
        }
    }
}
