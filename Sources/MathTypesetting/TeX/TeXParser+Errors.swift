import Diagnostics

extension TeXParser {
    func error(_ message: String, at token: TeXToken, suggestion: String? = nil) -> Diagnostic {
        SourceSlice(scanner.source, token.range).error(message, suggestion: suggestion)
    }

    func missing(_ what: String, of owner: TeXToken, hint: String? = nil) -> Diagnostic {
        error(
            "the \(what) of ‘\(text(of: owner))’ is missing", at: owner,
            suggestion: hint.map { "it stands \($0)" })
    }

    /// The error of a token that ends a list and should not: at what it leaves open, if there is any.
    func unexpected(in opening: TeXToken?) -> Diagnostic {
        if token.kind == .character("&") || token.kind == .command("\\") {
            return error(
                "‘\(text(of: token))’ stands outside the cells of a matrix", at: token,
                suggestion: "rows and columns need \\begin{aligned} … \\end{aligned}, or another environment")
        }
        if let opening {
            let end = token.kind == .end ? "" : " before ‘\(text(of: token))’"
            return error("‘\(text(of: opening))’ is not closed\(end)", at: opening)
        }
        let partner =
            switch token.kind {
            case .command("right"): "\\left"
            case .command: "\\begin"
            default: "{"
            }
        return error("‘\(text(of: token))’ without ‘\(partner)’", at: token)
    }

    /// A token as it was written.
    func text(of token: TeXToken) -> String { scanner.source.string(token.range) }
}
