/// Which of the forms that Chinese, Japanese and Korean type give to the same character.
enum TextLanguage: String {
    case japanese = "ja"
    case korean = "ko"
    case traditionalChinese = "zh-tw"
    /// Also of a text that tells nothing.
    case simplifiedChinese = "zh-cn"

    /// As a language tag says, or else the script of the text.
    init(of text: String, tag: String? = nil) {
        self =
            tag.flatMap(Self.init(tag:))
            ?? text.unicodeScalars.lazy.compactMap(Self.init(writtenWith:)).first
            ?? .simplifiedChinese
    }

    /// - Parameter tag: such as `ja`, `zh-Hant` or `zh-TW` (BCP 47).
    private init?(tag: String) {
        let parts = tag.lowercased().split(separator: "-")
        switch parts.first {
        case "ja": self = .japanese
        case "ko": self = .korean
        case "zh":
            let isTraditional = parts.contains { ["hant", "tw", "hk", "mo"].contains($0) }
            self = isTraditional ? .traditionalChinese : .simplifiedChinese
        default: return nil
        }
    }

    /// The language that is written with a character, where there is only one.
    private init?(writtenWith scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: self = .japanese  // Kana.
        case 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97F, 0xAC00...0xD7FB: self = .korean  // Hangul.
        case 0x3105...0x312F, 0x31A0...0x31BF: self = .traditionalChinese  // Bopomofo.
        default: return nil
        }
    }
}
