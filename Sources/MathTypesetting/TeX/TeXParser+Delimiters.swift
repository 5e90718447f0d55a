import Diagnostics

extension TeXParser {
    /// `\left … \right`, from the delimiter on.
    mutating func delimited(_ opening: TeXToken) throws(Diagnostic) -> MathNode {
        let left = try delimiter(of: opening)
        let content = try list()
        guard token.kind == .command("right") else { throw unexpected(in: opening) }
        let closing = token
        advance()
        return .delimited(left, content, try delimiter(of: closing))
    }

    /// The delimiter of a command; nil is an empty one.
    mutating func delimiter(of owner: TeXToken) throws(Diagnostic) -> Unicode.Scalar? {
        let character: Unicode.Scalar
        switch token.kind {
        case .end: throw missing("delimiter", of: owner)
        case .character("<"): character = "⟨"
        case .character(">"): character = "⟩"
        case .character(let typed): character = typed
        case .command(let name):
            switch TeXCommandTable.commands[name] {
            case .symbol(let named), .classedSymbol(_, let named): character = named
            default: throw noDelimiter
            }
        }
        guard character == "." || Self.delimiters.contains(character) else { throw noDelimiter }
        advance()
        return character == "." ? nil : character
    }

    private static let delimiters = Set("()[]{}⟨⟩⌊⌋⌈⌉|‖/\\↑↓↕⇑⇓⇕".unicodeScalars)

    private var noDelimiter: Diagnostic {
        error(
            "‘\(text(of: token))’ is no delimiter", at: token,
            suggestion:
                "delimiters are ( ) [ ] \\{ \\} | \\| / \\langle \\rangle \\lfloor \\rfloor \\lceil \\rceil, "
                + "vertical arrows, and . for none")
    }
}
