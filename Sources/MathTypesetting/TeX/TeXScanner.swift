import Diagnostics

/// Reads a TeX text token by token, without blanks and comments; or, where words are wanted, character by character.
struct TeXScanner {
    let source: SourceText
    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// The UTF-8 offset in the source.
    private var offset: Int

    init(_ slice: SourceSlice) {
        source = slice.source
        offset = slice.range.lowerBound
        scalars = Array(slice.text.unicodeScalars)
    }

    /// The next token.
    mutating func token() -> TeXToken {
        skipBlanks()
        let start = offset
        return TeXToken(kind: kind(), range: start..<offset)
    }

    /// The next token where blanks count: they and comment signs are characters.
    mutating func rawToken() -> TeXToken {
        let start = offset
        return TeXToken(kind: kind(), range: start..<offset)
    }

    private mutating func kind() -> TeXToken.Kind {
        guard let first = advance() else { return .end }
        guard first == "\\" else { return .character(first) }
        var name = ""
        while let letter = peek, ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) {
            name.unicodeScalars.append(letter)
            _ = advance()
        }
        // A command that is no word is one character; any blank is the same command.
        if name.isEmpty, let sign = advance() { name = Self.isBlank(sign) ? " " : String(sign) }
        return .command(name)
    }

    private mutating func skipBlanks() {
        while let scalar = peek {
            if scalar == "%" {
                while let next = peek, next != "\n" { _ = advance() }
            } else if Self.isBlank(scalar) {
                _ = advance()
            } else {
                return
            }
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func advance() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        index += 1
        offset += UTF8.width(scalar)
        return scalar
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
    }
}
