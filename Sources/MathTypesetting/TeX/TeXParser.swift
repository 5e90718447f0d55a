import Diagnostics

/// Reads formulas by recursive descent. Each kind of construct has a file with an extension of its own.
struct TeXParser {
    /// How deep constructs may stand in each other.
    static let nestingLimit = 100

    private let slice: SourceSlice
    var scanner: TeXScanner
    /// The next token; the scanner stands behind it.
    private(set) var token: TeXToken
    /// The alphabet of the letters that follow.
    var alphabet = Alphabet.automatic
    private var nesting = 0

    init(_ slice: SourceSlice) {
        self.slice = slice
        scanner = TeXScanner(slice)
        token = scanner.token()
    }

    mutating func advance() { token = scanner.token() }

    /// The whole text.
    mutating func formula() throws(Diagnostic) -> MathNode {
        guard token.kind != .end else { throw slice.error("the formula is empty") }
        let formula = try list()
        guard token.kind == .end else { throw unexpected(in: nil) }
        return formula
    }

    // MARK: Lists

    /// Nodes up to a token that closes something; the caller looks what.
    mutating func list(endsAtBracket: Bool = false) throws(Diagnostic) -> MathNode {
        try enterLevel()
        defer { nesting -= 1 }
        var nodes: [MathNode] = []
        // A style holds from its command to the next one or to the list's end.
        var style: MathStyle?
        var styledFrom = 0
        func closeStyle() {
            guard let style else { return }
            let styled = MathNode.row(Array(nodes[styledFrom...]))
            nodes.replaceSubrange(styledFrom..., with: [.styled(style, styled)])
        }
        while !isClosing, !(endsAtBracket && token.kind == .character("]")) {
            if case .command(let name) = token.kind, case .style(let next)? = TeXCommandTable.commands[name] {
                closeStyle()
                (style, styledFrom) = (next, nodes.count)
                advance()
                continue
            }
            let node = try scripted()
            // Letters side by side in a named alphabet are a word.
            if case .text(let letters, let alphabet) = node, nodes.count > styledFrom,
                case .text(let before, alphabet)? = nodes.last
            {
                nodes[nodes.count - 1] = .text(before + letters, alphabet)
            } else {
                nodes.append(node)
            }
        }
        closeStyle()
        return nodes.count == 1 ? nodes[0] : .row(nodes)
    }

    /// Whether the next token ends a list.
    private var isClosing: Bool {
        switch token.kind {
        case .end, .character("}"), .character("&"): return true
        case .character: return false
        case .command(let name):
            switch TeXCommandTable.commands[name] {
            case .right, .end, .newRow: return true
            default: return false
            }
        }
    }

    /// Every recursion goes through a list or an argument: both are levels.
    private mutating func enterLevel() throws(Diagnostic) {
        guard nesting <= Self.nestingLimit else {
            throw error("the formula is nested more than \(Self.nestingLimit) levels deep", at: token)
        }
        nesting += 1
    }

    // MARK: Atoms

    /// An atom without its scripts.
    private mutating func nucleus() throws(Diagnostic) -> MathNode {
        switch token.kind {
        case .command(let name): return try command(name)
        case .character("{"): return .atom(.ordinary, try group())
        case .character(let character): return try symbol(typed: character)
        case .end: return .row([])
        }
    }

    /// What stands between braces.
    mutating func group() throws(Diagnostic) -> MathNode {
        let opening = token
        advance()
        let content = try list()
        guard token.kind == .character("}") else { throw unexpected(in: opening) }
        advance()
        return content
    }

    /// The argument of a command or of `^` or `_`: a group or a single atom.
    mutating func argument(of owner: TeXToken, _ what: String = "argument") throws(Diagnostic) -> MathNode {
        if token.kind == .character("{") { return try group() }
        guard !isClosing, !startsScript else { throw missing(what, of: owner) }
        try enterLevel()
        defer { nesting -= 1 }
        return try nucleus()
    }

    private mutating func symbol(typed character: Unicode.Scalar) throws(Diagnostic) -> MathNode {
        switch character {
        case "~":
            advance()
            return .space(Spacing.blank)
        case "$", "#":
            let advice = character == "$" ? "the whole text is a formula; " : ""
            throw error(
                "‘\(character)’ can’t stand in a formula", at: token,
                suggestion: "\(advice)the character itself is ‘\\\(character)’")
        case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}":
            throw error("a control character can’t stand in a formula", at: token)
        default:
            advance()
            return letter(character)
        }
    }

    /// A character in the current alphabet.
    func letter(_ character: Unicode.Scalar) -> MathNode {
        guard alphabet != .automatic else { return .symbol(character) }
        let properties = character.properties
        let isDigit = properties.numericType != nil
        guard isDigit || properties.isAlphabetic else { return .symbol(character, alphabet) }
        // Bold alone keeps what is upright upright: digits and capital Greek letters.
        let isUpright = isDigit || ("Α"..."Ω").contains(character)
        return .text(String(character), alphabet == .boldItalic && isUpright ? .bold : alphabet)
    }

    // MARK: Scripts

    private var startsScript: Bool {
        [.character("^"), .character("_"), .character("'")].contains(token.kind)
    }

    /// An atom with its scripts, in any order; primes go before a superscript.
    private mutating func scripted() throws(Diagnostic) -> MathNode {
        // Scripts without a base stand at an empty one.
        let base = startsScript ? .row([]) : try nucleus()
        var primes = ""
        var sub: MathNode?
        var sup: MathNode?
        while startsScript {
            let sign = token
            advance()
            switch sign.kind {
            case .character("'"):
                guard sup == nil else { throw second("superscript", at: sign) }
                primes += "′"
            case .character("^"):
                guard sup == nil else { throw second("superscript", at: sign) }
                sup = try argument(of: sign, "superscript")
            default:
                guard sub == nil else { throw second("subscript", at: sign) }
                sub = try argument(of: sign, "subscript")
            }
        }
        if !primes.isEmpty { sup = sup.map { .row([.text(primes), $0]) } ?? .text(primes) }
        return sub == nil && sup == nil ? base : .scripts(base: base, sub: sub, sup: sup)
    }

    private func second(_ script: String, at sign: TeXToken) -> Diagnostic {
        error(
            "a second \(script) of the same base", at: sign,
            suggestion: "braces say what it belongs to: ‘{x^a}^b’ or ‘x^{a^b}’")
    }
}
