import Diagnostics

/// The walk through the tokens, and how deep it is.
extension FormulaParser {
    var token: Token { tokens[next] }

    mutating func accept(_ mark: Character) -> Bool {
        guard token.kind == .mark(mark) else { return false }
        next += 1
        return true
    }

    /// -2, but not -2^x, which is -(2^x).
    var beginsNegativeNumber: Bool {
        guard token.kind == .mark("-"), case .number = tokens[next + 1].kind else { return false }
        return tokens[next + 2].kind != .mark("^")
    }

    mutating func acceptName(_ name: String) -> Bool {
        guard token.kind == .name(name) else { return false }
        next += 1
        return true
    }

    /// Whether a comma stands between the bracket here and the one that closes it.
    var beginsTuple: Bool {
        guard token.kind == .mark("(") else { return false }
        var level = 0
        for token in tokens[next...] {
            switch token.kind {
            case .mark("("), .mark("{"): level += 1
            case .mark(")"), .mark("}"): level -= 1
            case .mark(",") where level == 1: return true
            default: break
            }
            if level == 0 { return false }
        }
        return false
    }

    func beginsOperand(_ token: Token) -> Bool {
        if isStatement, token.kind == .name("and") { return false }
        return switch token.kind {
        case .number, .name, .mark("("): true
        default: false
        }
    }

    func unexpectedToken() -> Diagnostic {
        let suggestion: String? =
            if case .relation = token.kind {
                "inequalities stand in ‘assume’, and in square brackets: [x > 0] is 1 or 0"
            } else {
                nil
            }
        return token.place.error("unexpected ‘\(token.place.text)’", suggestion: suggestion)
    }

    /// From the start of a token to the end of the one before the next.
    func place(from start: Token) -> SourceSlice {
        let end = tokens[max(next - 1, 0)].place.range.upperBound
        return SourceSlice(slice.source, start.place.range.lowerBound..<end)
    }

    // MARK: Depth

    mutating func descend(at token: Token) throws {
        depth += 1
        if depth > FormulaParser.maximumDepth {
            throw token.place.error(
                "nested deeper than \(FormulaParser.maximumDepth) levels here; name a part of the formula")
        }
    }

    mutating func nested<Result>(
        at token: Token, _ rule: (inout FormulaParser) throws -> Result
    ) throws -> Result {
        try descend(at: token)
        defer { depth -= 1 }
        return try rule(&self)
    }
}
