/// Debian's packages of fonts.
package enum FontPackages {
    /// Those with OpenType math fonts.
    static let mathematics = ["fonts-lmodern", "fonts-stix", "fonts-texgyre-math"]

    /// The package of fonts that have a character, where one is known.
    package static func package(for scalar: Unicode.Scalar) -> String? {
        switch scalar.properties.generalCategory {
        case .unassigned, .privateUse, .control, .surrogate: nil
        default: exceptions.first { $0.blocks.contains(scalar.value) }?.package ?? "fonts-noto-core"
        }
    }

    /// The blocks of Unicode that fonts-noto-core lacks, by the first package that has (nearly) all of the block.
    ///
    /// Counted in the character sets (`fc-query --format '%{charset}'`) of the packages of Debian 12.
    private static let exceptions: [(blocks: ClosedRange<UInt32>, package: String)] = [
        (0x1100...0x11FF, cjk),  // Hangul Jamo
        (0x2500...0x259F, "fonts-dejavu-core"),  // Box Drawing, Block Elements
        (0x2E80...0x4DBF, cjk),  // CJK radicals, kana, bopomofo, Hangul letters, CJK Ideographs Extension A
        (0x4E00...0x9FFF, cjk),  // CJK Unified Ideographs
        (0xA960...0xA97F, cjk),  // Hangul Jamo Extended-A
        (0xAC00...0xD7FF, cjk),  // Hangul Syllables, Hangul Jamo Extended-B
        (0xF900...0xFAFF, cjk),  // CJK Compatibility Ideographs
        (0xFE10...0xFE1F, cjk),  // Vertical Forms
        (0xFE30...0xFE6F, cjk),  // CJK Compatibility Forms, Small Form Variants
        (0xFF00...0xFFEF, cjk),  // Halfwidth and Fullwidth Forms
        (0x1F200...0x1F64F, symbols),  // Enclosed ideographs, pictographs, emoticons
        (0x1F680...0x1F6FF, symbols),  // Transport and Map Symbols
        (0x1F900...0x1F9FF, symbols),  // Supplemental Symbols and Pictographs
        (0x20000...0x2FA1F, "fonts-hanazono"),  // CJK Ideographs Extensions B to F
    ]

    private static let cjk = "fonts-noto-cjk"
    private static let symbols = "fonts-symbola"
}
