import Diagnostics

extension TeXParser {
    /// The words in braces after a command, with their blanks.
    mutating func words(of owner: TeXToken) throws(Diagnostic) -> String {
        guard token.kind == .character("{") else { throw missing("text", of: owner, hint: "in braces") }
        let opening = token
        var words = ""
        var openBraces = 1
        while true {
            let token = scanner.rawToken()
            switch token.kind {
            case .end: throw error("‘{’ is not closed", at: opening)
            case .character("{"): openBraces += 1
            case .character("}"):
                openBraces -= 1
                if openBraces == 0 {
                    advance()
                    return words
                }
            case .character("$"):
                throw error(
                    "‘$’ can’t stand in text", at: token,
                    suggestion: "end the text before a formula, \\text{if }x; the character itself is ‘\\$’")
            case .character(let character): words.unicodeScalars.append(Self.textSign(for: character))
            case .command(let name): words.unicodeScalars.append(try textSign(for: name, at: token))
            }
        }
    }

    /// What TeX sets for a character of the keyboard in text.
    private static func textSign(for character: Unicode.Scalar) -> Unicode.Scalar {
        switch character {
        case "-": "‐"
        case "'": "’"
        case "`": "‘"
        case "~", "\n", "\r", "\t": " "
        default: character
        }
    }

    private func textSign(for name: String, at token: TeXToken) throws(Diagnostic) -> Unicode.Scalar {
        switch name {
        case " ": return " "
        case ",": return "\u{2009}"
        case "{", "}", "$", "%", "#", "&", "_": return name.unicodeScalars[name.startIndex]
        default:
            throw error(
                "‘\(text(of: token))’ can’t stand in text", at: token,
                suggestion: "end the text before it: \\text{if }x")
        }
    }
}
