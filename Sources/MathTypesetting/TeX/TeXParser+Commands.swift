import Diagnostics

extension TeXParser {
    /// What a command makes of what follows it. The command is the next token.
    mutating func command(_ name: String) throws(Diagnostic) -> MathNode {
        guard let command = TeXCommandTable.commands[name] else { throw unknown(name) }
        let owner = token
        advance()
        switch command {
        case .symbol(let character): return letter(character)
        case .classedSymbol(let atomClass, let character): return .atom(atomClass, letter(character))
        case .space(let length): return .space(length)
        case .function(let name, let limits): return .operatorName(name, limits: limits)
        case .operatorName:
            let limits = token.kind == .character("*")
            if limits { advance() }
            return .operatorName(try words(of: owner), limits: limits)
        case .text: return .text(try words(of: owner))
        case .alphabet(let alphabet): return try argument(of: owner, in: alphabet)
        case .atom(let atomClass): return .atom(atomClass, try argument(of: owner))
        case .accent(let accent, let isWide): return .accent(accent, try argument(of: owner), isWide: isWide)
        case .overline: return .overline(try argument(of: owner))
        case .underline: return .underline(try argument(of: owner))
        case .fraction(let style):
            let numerator = try argument(of: owner, "numerator")
            let fraction = MathNode.fraction(numerator, try argument(of: owner, "denominator"))
            return style.map { .styled($0, fraction) } ?? fraction
        case .radical: return try radical(owner)
        case .sizedDelimiter(let atomClass, let extent):
            return .atom(
                atomClass, try delimiter(of: owner).map { .delimiter($0, covering: extent) } ?? .row([]))
        case .left: return try delimited(owner)
        case .begin: return try environment(owner)
        case .style:
            throw error(
                "‘\(text(of: owner))’ can’t be an argument", at: owner,
                suggestion: "put braces around it and what it applies to")
        // They end the list before they are read here.
        case .right, .end, .newRow: return .row([])
        }
    }

    private func unknown(_ name: String) -> Diagnostic {
        guard !name.isEmpty else { return error("a command’s name is missing after ‘\\’", at: token) }
        // What is longer than any command is near none.
        let near = name.count < 40 ? nearest(to: name, among: TeXCommandTable.commands.keys) : nil
        return error(
            "the command ‘\\\(name)’ is not known", at: token,
            suggestion: near.map { "did you mean ‘\\\($0)’?" })
    }

    private mutating func argument(of owner: TeXToken, in inner: Alphabet) throws(Diagnostic) -> MathNode {
        let outer = alphabet
        alphabet = inner
        defer { alphabet = outer }
        return try argument(of: owner)
    }

    private mutating func radical(_ owner: TeXToken) throws(Diagnostic) -> MathNode {
        var degree: MathNode?
        if token.kind == .character("[") {
            let opening = token
            advance()
            degree = try list(endsAtBracket: true)
            guard token.kind == .character("]") else { throw unexpected(in: opening) }
            advance()
        }
        return .radical(try argument(of: owner), degree: degree)
    }
}
