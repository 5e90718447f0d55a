import CFontconfig

/// The fonts that fontconfig knows. Not for several threads at once: `InstalledFonts` guards it.
final class Fontconfig {
    /// Where a face is: a collection has several in one file.
    struct Location: Hashable {
        let path: String
        let index: UInt32
    }

    private let configuration: OpaquePointer?
    /// All fonts, those first that suit a language best.
    private var preferences: [TextLanguage: UnsafeMutablePointer<FcFontSet>] = [:]

    /// Reads fontconfig's configuration, and the fonts of further folders.
    init(folders: [String]) {
        configuration = FcInitLoadConfigAndFonts()
        for folder in folders { FcConfigAppFontAddDir(configuration, folder) }
    }

    deinit {
        for fonts in preferences.values { FcFontSetDestroy(fonts) }
        if let configuration { FcConfigDestroy(configuration) }
    }

    /// The font that is preferred among those with all of some characters.
    func font(with scalars: [Unicode.Scalar], for language: TextLanguage) -> Location? {
        guard let fonts = fonts(for: language)?.pointee, let patterns = fonts.fonts else { return nil }
        for pattern in UnsafeBufferPointer(start: patterns, count: Int(fonts.nfont)) {
            if let pattern, isOutlined(pattern), has(scalars, pattern) { return location(of: pattern) }
        }
        return nil
    }

    private func fonts(for language: TextLanguage) -> UnsafeMutablePointer<FcFontSet>? {
        if let known = preferences[language] { return known }
        guard let pattern = FcPatternCreate() else { return nil }
        defer { FcPatternDestroy(pattern) }
        // The fonts that they stand in for are roman: Latin Modern, and mathematics.
        FcPatternAddString(pattern, FC_FAMILY, "serif")
        // Given here, so that the user's locale has no say in it.
        FcPatternAddString(pattern, FC_LANG, language.rawValue)
        FcConfigSubstitute(configuration, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var result = FcResultMatch
        let fonts = FcFontSort(configuration, pattern, FcBool(FcFalse), nil, &result)
        preferences[language] = fonts
        return fonts
    }

    /// Fonts of pixels, as for coloured emoji, have nothing to draw.
    private func isOutlined(_ pattern: OpaquePointer) -> Bool {
        var isOutlined = FcBool(FcFalse)
        return FcPatternGetBool(pattern, FC_OUTLINE, 0, &isOutlined) == FcResultMatch
            && isOutlined != FcFalse
    }

    private func has(_ scalars: [Unicode.Scalar], _ pattern: OpaquePointer) -> Bool {
        var characters: OpaquePointer?
        guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch else { return false }
        return scalars.allSatisfy { FcCharSetHasChar(characters, $0.value) != FcFalse }
    }

    private func location(of pattern: OpaquePointer) -> Location? {
        var path: UnsafeMutablePointer<FcChar8>?
        var index: Int32 = 0
        guard FcPatternGetString(pattern, FC_FILE, 0, &path) == FcResultMatch, let path,
            FcPatternGetInteger(pattern, FC_INDEX, 0, &index) == FcResultMatch
        else { return nil }
        // The upper half names an instance of a variable font; its default will do.
        return Location(path: String(cString: path), index: UInt32(index & 0xFFFF))
    }
}
