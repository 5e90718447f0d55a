import Diagnostics

/// What formulas are spelled with elsewhere, in Unicode and in TeX, where it can mean one thing only.
enum Spelling {
    private static let signs: [Character: [Token.Kind]] = [
        "−": [.mark("-")], "–": [.mark("-")], "×": [.mark("*")], "·": [.mark("*")], "⋅": [.mark("*")],
        "•": [.mark("*")], "∙": [.mark("*")],
        "∗": [.mark("*")], "⊙": [.mark("*")], "÷": [.mark("/")], "∕": [.mark("/")],
        "≤": [.relation(.lessOrEqual)], "≥": [.relation(.greaterOrEqual)], "≠": [.relation(.notEqual)],
        "’": [.mark("'")], "′": [.mark("'")], "ᵀ": [.mark("'")], "∣": [.mark("|")],
        "∑": [.name("sum")], "∏": [.name("prod")], "√": [.name("sqrt")], "∂": [.name("d")],
    ]

    /// As they are typed among Chinese and Japanese.
    private static func fullWidth(_ character: Character) -> Character? {
        guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value) else {
            return nil
        }
        return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
    }

    /// How many bytes a blank takes that is none of ASCII: one that keeps a line together, or a wide one.
    static func blank(_ rest: SourceSlice) -> Int? {
        let bytes = rest.source.utf8
        guard bytes[rest.range.lowerBound] >= 0x80, let first = rest.text.first, first.isWhitespace else {
            return nil
        }
        return first.utf8.count
    }

    private static let commands: [Substring: [Token.Kind]] = [
        "cdot": [.mark("*")], "times": [.mark("*")], "ast": [.mark("*")], "odot": [.mark("*")],
        "div": [.mark("/")], "top": [.mark("'")], "prime": [.mark("'")], "frac": [.fraction],
        "dfrac": [.fraction], "tfrac": [.fraction],
        "le": [.relation(.lessOrEqual)], "leq": [.relation(.lessOrEqual)], "ge": [.relation(.greaterOrEqual)],
        "geq": [.relation(.greaterOrEqual)], "ne": [.relation(.notEqual)], "neq": [.relation(.notEqual)],
        "lt": [.relation(.less)], "gt": [.relation(.greater)], "lvert": [.mark("|")], "rvert": [.mark("|")],
        "partial": [.name("d")], "varepsilon": [.name("epsilon")], "varphi": [.name("phi")],
        // Sizes and spaces.
        "left": [], "right": [], "big": [], "Big": [], "bigl": [], "bigr": [], "quad": [], "limits": [],
        "displaystyle": [], ",": [], ";": [], ":": [], "!": [], " ": [],
    ]

    private static let accents: Set<Substring> = [
        "hat", "widehat", "bar", "overline", "tilde", "widetilde", "vec", "dot",
    ]
    /// TeX's commands for letters of another kind.
    private static let kinds: Set<Substring> = [
        "mathbf", "boldsymbol", "mathrm", "mathcal", "text", "operatorname",
    ]

    /// Letters that names have as they are. Greek letters have names, and raised and lowered ones are scripts.
    static func isOrdinaryLetter(_ character: Character) -> Bool {
        character.isLetter && signs[character] == nil && nameOfGreekLetter(character) == nil
            && superscripts[character] == nil && subscripts[character] == nil
    }

    /// What the text begins with, with its length in bytes.
    ///
    /// - Throws: `Diagnostic` if it means nothing, or more than one thing.
    static func kinds(_ rest: SourceSlice) throws -> (kinds: [Token.Kind], length: Int) {
        let text = rest.text
        guard let first = text.first else { return ([], 0) }
        let length = first.utf8.count
        if first == "\\" { return try command(rest) }
        if isTranspose(text) { return ([.mark("'")], 2) }
        if let kinds = signs[first] { return (kinds, length) }
        if let narrow = fullWidth(first), let kinds = Token.sign(narrow) { return (kinds, length) }
        if first == "Σ" || first == "Π", text.dropFirst().first == "_" {
            throw SourceSlice(rest.source, rest.range.lowerBound..<rest.range.lowerBound + length).error(
                "this ‘\(first)’ may be an operator or a letter",
                suggestion: first == "Σ"
                    ? "write ‘sum_k’, or the letter as ‘Sigma’" : "write ‘prod_k’, or the letter as ‘Pi’")
        }
        if let name = nameOfGreekLetter(first) { return ([.name(name)], length) }
        if superscripts[first] != nil { return try scripts(rest, superscripts, after: "^") }
        if subscripts[first] != nil { return try scripts(rest, subscripts, after: "_") }
        throw SourceSlice(rest.source, rest.range.lowerBound..<rest.range.lowerBound + length).error(
            "unexpected character ‘\(first)’",
            suggestion: FormulaHints.character(text, after: line(before: rest)))
    }

    /// What stands before on the same line.
    private static func line(before rest: SourceSlice) -> String {
        let start = rest.source.start(ofLine: rest.line)
        return rest.source.string(start..<rest.range.lowerBound)
    }

    /// The `.T` of `X.T`.
    private static func isTranspose(_ text: String) -> Bool {
        text.hasPrefix(".T") && !(text.dropFirst(2).first.map { $0.isLetter || $0.isNumber } ?? false)
    }

    private static func command(_ rest: SourceSlice) throws -> (kinds: [Token.Kind], length: Int) {
        let text = rest.text.dropFirst()
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        let name = letters.isEmpty ? text.prefix(1) : letters
        let length = 1 + name.utf8.count
        if let kinds = commands[name] { return (kinds, length) }
        let word = String(name)
        if greekLetter(named: word) != nil || Operation(function: word) != nil || Series(rawValue: word) != nil
        {
            return ([.name(word)], length)
        }
        let place = SourceSlice(rest.source, rest.range.lowerBound..<rest.range.lowerBound + length)
        if accents.contains(name) || kinds.contains(name) {
            let inner = text.dropFirst(name.count).drop { $0 == "{" }.prefix(while: \.isLetter)
            let function = [String(inner), inner.lowercased()].first(where: FormulaHints.isFunction)
            if let function {
                throw place.error("a function is plain text", suggestion: "write ‘\(function)(…)’")
            }
            let plain = (inner.isEmpty ? "x" : String(inner)) + (accents.contains(name) ? "_\(name)" : "")
            throw place.error(
                "a name is plain text", suggestion: "write ‘\(plain)’, and how it is drawn under ‘names’")
        }
        throw place.error(
            "‘\\\(name)’ means nothing in a formula", suggestion: "a formula is plain text, as in ‘exp(x)’")
    }

    // MARK: Raised and lowered

    private static let superscripts = letters(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵃᵇᶜᵈᵉᵏᵐᵖᵗˣʸ", "0123456789+-nabcdekmptxy")
    private static let subscripts = letters(
        "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx")

    private static func letters(_ scripts: String, _ meanings: String) -> [Character: Character] {
        Dictionary(uniqueKeysWithValues: zip(scripts, meanings))
    }

    private static func scripts(
        _ rest: SourceSlice, _ letters: [Character: Character], after mark: Character
    ) throws -> (kinds: [Token.Kind], length: Int) {
        let scripts = rest.text.prefix { letters[$0] != nil }
        let meaning = String(scripts.map { letters[$0]! })
        // A number, with a sign or without, or a letter: xₙ₁ may be two.
        let tokens = try Token.tokens(of: SourceSlice(meaning)).dropLast()
        let digits = meaning.trimmingPrefix { $0 == "-" || $0 == "+" }
        guard meaning.count == 1 || !digits.isEmpty && digits.allSatisfy(\.isNumber), tokens.count <= 2 else {
            throw SourceSlice(rest.source, rest.range.lowerBound..<rest.range.lowerBound + scripts.utf8.count)
                .error("these scripts may be one or several", suggestion: "write ‘\(mark)(…)’")
        }
        return ([.mark(mark)] + tokens.map(\.kind), scripts.utf8.count)
    }
}
