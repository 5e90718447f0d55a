/// The language of a text as its script tells it. It decides between the forms that Chinese, Japanese and Korean type
/// give to the same character.
enum TextLanguage: String {
    case japanese = "ja"
    case korean = "ko"
    case traditionalChinese = "zh-tw"
    /// Also of a text that tells nothing.
    case simplifiedChinese = "zh-cn"

    init(of text: String) {
        self = text.unicodeScalars.lazy.compactMap(Self.init(writtenWith:)).first ?? .simplifiedChinese
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
