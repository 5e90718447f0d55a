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
        if token.kind == .name("then") || token.kind == .name("else") { return false }
        return switch token.kind {
        case .number, .name, .fraction, .mark("("): true
        case .mark("|"): !isInBars
        default: false
        }
    }

    /// Whether a factor may follow without a sign: after a number, brackets, bars and a fraction, as in 2x and (x + 1)(x - 1).
    ///
    /// - Parameter first: the first token of the factor before it.
    func needsNoSign(after factor: Syntax, from first: Int) -> Bool {
        if case .number = token.kind { return false }
        if case .name(let name) = token.kind, FormulaHints.isWord(name) { return false }
        if tokens[first].kind == .mark("|"), case .operation(.abs, _) = factor.kind { return true }
        if case .number = tokens[next - 1].kind {
            return next == first + 1 || next == first + 2 && tokens[first].kind == .mark("-")
        }
        let (open, close): (Token.Kind, Token.Kind)
        switch tokens[first].kind {
        case .mark("("): (open, close) = (.mark("("), .mark(")"))
        case .fraction: (open, close) = (.mark("{"), .mark("}"))
        default: return false
        }
        // Just these brackets, and no power of them.
        var (level, groups) = (0, open == .mark("(") ? 1 : 2)
        for index in first..<next {
            if tokens[index].kind == open { level += 1 }
            guard tokens[index].kind == close else { continue }
            level -= 1
            if level == 0 { groups -= 1 }
            if groups == 0 { return index == next - 1 }
        }
        return false
    }

    func unexpectedToken() -> Diagnostic {
        let last = next > 0 ? tokens[next - 1].kind : .end
        let suggestion: String? =
            switch token.kind {
            case .mark(",") where isDecimalComma: "a decimal has a point, as in 1.5"
            case .mark(",") where tokens[next + 1].kind != .end && isTouching(next, next + 1):
                spellingOfSeveralIndices
            case .relation(.greater) where last == .relation(.less): "write ‘!=’"
            case .relation(.less) where next == 1 && tokens[next + 1].kind == .mark("-"):
                "an equation has ‘=’ between its sides"
            case .mark("=") where isArithmetic(last):
                "each value has one equation: give the new one another name, as in ‘z = y + x’"
            case .mark("=") where next > 1 && tokens[next - 2].kind == .mark(","):
                "what a function runs over stands after ‘_’, as in ‘sum_k x_k’"
            case .mark("/") where last == .mark("/"): "a comment begins with ‘#’"
            case .relation(.greater) where last == .mark("="): "write ‘>=’"
            case .relation: "inequalities stand in ‘assume’, and in square brackets: [x > 0] is 1 or 0"
            case .mark("*") where last == .mark("*"): "a power is written ‘x^2’"
            case .mark("{"): spellingOfBraces(after: last)
            case .mark("=") where last == .mark("="): "an equation has one ‘=’"
            default: nil
            }
        return token.place.error("unexpected ‘\(token.place.text)’", suggestion: suggestion)
    }

    private func isArithmetic(_ sign: Token.Kind) -> Bool {
        ["+", "-", "*", "/"].contains { sign == .mark($0) }
    }

    /// `x[k]` and `x[t-1]`, of programs: a name, and an index in square brackets.
    var spellingOfElement: String? {
        guard next > 0, case .name(let name) = tokens[next - 1].kind,
            next < 2 || tokens[next - 2].kind != .mark("_"),
            let inner = indicesInBrackets(at: next)
        else { return nil }
        // Of several each in brackets of its own: W[j][k].
        var indices = [inner]
        var end = inner.endIndex
        while let other = indicesInBrackets(at: end + 1) {
            indices.append(other)
            end = other.endIndex
        }
        let text = indices.map { place(from: $0.first!, through: $0.last!).text }.joined(separator: ",")
        let isSingle = indices.count == 1 && inner.count == 1
        return "an index stands after ‘_’: ‘\(name)_\(isSingle ? text : "{\(text)}")’"
    }

    /// What stands in square brackets, if it could be an index.
    private func indicesInBrackets(at start: Int) -> ArraySlice<Token>? {
        guard tokens[start].kind == .mark("["),
            let end = tokens[start...].firstIndex(where: { $0.kind == .mark("]") }), end > start + 1
        else { return nil }
        let inner = tokens[(start + 1)..<end]
        let isIndex = inner.allSatisfy { token in
            switch token.kind {
            case .name, .number, .mark("+"), .mark("-"), .mark(","): true
            default: false
            }
        }
        return isIndex ? inner : nil
    }

    /// `\frac12`, of which TeX takes each digit.
    var spellingOfFraction: String? {
        let isNumber = if case .number = token.kind { true } else { false }
        let digits = token.place.text
        guard tokens[max(next - 1, 0)].kind == .fraction else { return nil }
        guard isNumber, digits.count == 2, digits.allSatisfy(\.isNumber) else {
            return #"as in ‘\frac{a}{b}’"#
        }
        return #"write ‘\frac{\#(digits.prefix(1))}{\#(digits.suffix(1))}’"#
    }

    /// Braces stand round cases, or a condition, elsewhere.
    private func spellingOfBraces(after last: Token.Kind) -> String? {
        if case .number = last { return "a condition is written ‘[x > 0]’" }
        let hasCases = tokens[next...].contains { $0.kind == .name("if") || $0.kind == .name("otherwise") }
        return hasCases ? FormulaHints.function("if") : "brackets are round"
    }

    /// The comma in 1,5.
    private var isDecimalComma: Bool {
        guard next > 0, case .number = tokens[next - 1].kind, case .number = tokens[next + 1].kind else {
            return false
        }
        return isTouching(next - 1, next) && isTouching(next, next + 1)
    }

    /// Whether no blank stands between two tokens.
    func isTouching(_ first: Int, _ second: Int) -> Bool {
        tokens[first].place.range.upperBound == tokens[second].place.range.lowerBound
    }

    /// `w_k,j`: indices without braces.
    private var spellingOfSeveralIndices: String? {
        guard next > 2, tokens[next - 2].kind == .mark("_"), case .name(let name) = tokens[next - 3].kind else {
            return nil
        }
        let indices = "\(tokens[next - 1].place.text),\(tokens[next + 1].place.text)"
        return "several indices stand in braces: ‘\(name)_{\(indices)}’"
    }

    /// Whether a word is all that stands on a side of an equation, as a name would.
    func isWholeSide(_ word: Token) -> Bool {
        next == 1 && (token.kind == .end || token.kind == .mark("="))
    }

    /// A word of formulas in place of a name.
    static func taken(_ word: Token) -> Diagnostic {
        word.place.error(
            "‘\(word.place.text)’ is a word of formulas; no value can be called so",
            suggestion: "give it another name")
    }

    /// Two values stand side by side.
    func missingSign() -> Diagnostic {
        if case .name(let name) = token.kind, let hint = FormulaHints.function(name) {
            return token.place.error("unexpected ‘\(name)’", suggestion: hint)
        }
        // A name before, with its indices.
        let first = tokens[..<next].lastIndex {
            if case .name(let name) = $0.kind { name.count > 1 } else { false }
        }
        if let first, case .name(let name) = tokens[first].kind, FormulaHints.function(name) != nil,
            first == next - 1 || tokens[first + 1].kind == .mark("_")
        {
            return unknownFunction(tokens[first])
        }
        if let first, case .name(let name) = tokens[first].kind, tokens[first + 1].kind == .mark("_"),
            Series(rawValue: name) == nil,
            let meant = didYouMean(name, among: Series.allCases.map(\.rawValue))
        {
            return tokens[first].place.error("unknown function ‘\(name)’", suggestion: meant)
        }
        if let name = nameOfCall { return unknownFunction(name) }
        return token.place.error(
            "a ‘*’ is missing before ‘\(token.place.text)’",
            suggestion: spellingOfIndices ?? spellingOfPart
                ?? (functions.hasArrays ? "the product of matrices is written ‘X @ W’" : nil))
    }

    /// The `cross_entropy` of cross_entropy(y, t): a name with words below it, right before a bracket.
    private var nameOfCall: Token? {
        guard token.kind == .mark("("), next > 0, isTouching(next - 1, next) else { return nil }
        var start = next - 1
        while start > 1, case .name = tokens[start].kind, tokens[start - 1].kind == .mark("_") { start -= 2 }
        guard start < next - 1, case .name = tokens[start].kind else { return nil }
        let name = place(from: tokens[start])
        return Token(kind: .name(name.text), place: name)
    }

    /// Whether of e^2x, or 1/2x, the x is in the exponent, or below the bar, or not.
    private var spellingOfPart: String? {
        guard next > 1, case .number = tokens[next - 1].kind,
            let sign = ["^", "/"].first(where: { tokens[next - 2].kind == .mark($0) })
        else { return nil }
        let number = tokens[next - 1].place.text
        let other = names(at: next).last.map { place(from: token, through: tokens[$0.end - 1]).text } ?? "…"
        return "write ‘\(sign)(\(number)*\(other))’, or ‘\(sign)\(number) * \(other)’"
    }

    /// `v_1i`: a number and a letter that stand together below a name.
    private var spellingOfIndices: String? {
        guard next > 2, case .name = token.kind, case .number = tokens[next - 1].kind,
            tokens[next - 2].kind == .mark("_"), case .name(let name) = tokens[next - 3].kind,
            tokens[next - 1].place.range.upperBound == token.place.range.lowerBound
        else { return nil }
        return
            "two indices are written apart, as in ‘\(name)_\(tokens[next - 1].place.text)_\(token.place.text)’"
    }

    /// The name of a function stands alone.
    func needsBrackets(_ name: Token) -> Diagnostic {
        if isWholeSide(name) { return Self.taken(name) }
        let text = name.place.text
        if let other = nameOfLongerCall(from: next - 1) { return unknownFunction(other) }
        let suggestion: String? =
            switch token.kind {
            case .mark("^"): "a power of it is written ‘\(text)(x)^2’"
            case .mark("_") where name.kind == .name("log"): spellingOfLogarithm
            default: nil
            }
        return name.place.error(
            "‘\(text)’ needs brackets round its argument: \(text)(…)", suggestion: suggestion)
    }

    /// The `log_softmax` of log_softmax(x), which is no logarithm to some base.
    private func nameOfLongerCall(from start: Int) -> Token? {
        guard let (name, end) = names(at: start).last, end > start + 1, tokens[end].kind == .mark("("),
            case .name(let below) = tokens[start + 2].kind,
            below.count > 2 || tokens[start].kind != .name("log")
        else { return nil }
        return Token(kind: .name(name), place: place(from: tokens[start], through: tokens[end - 1]))
    }

    /// `log_2(x)`, `\log_{10}(x)`: one with a base.
    private var spellingOfLogarithm: String {
        let base = tokens[next + 1].kind == .mark("{") ? tokens[next + 2] : tokens[next + 1]
        return base.place.text == "10" ? "write ‘log10(x)’" : "write ‘log(x) / log(\(base.place.text))’"
    }

    /// From the start of a token to the end of the one before the next.
    func place(from start: Token) -> SourceSlice {
        let end = tokens[max(next - 1, 0)].place.range.upperBound
        return SourceSlice(slice.source, start.place.range.lowerBound..<end)
    }

    func place(from start: Token, through end: Token) -> SourceSlice {
        SourceSlice(slice.source, start.place.range.lowerBound..<end.place.range.upperBound)
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
        let isOutside = isInBars
        defer { (depth, isInBars) = (depth - 1, isOutside) }
        switch token.kind {
        case .mark("|"): isInBars = true
        case .mark("("), .mark("["), .mark("{"): isInBars = false
        default: break
        }
        return try rule(&self)
    }
}
