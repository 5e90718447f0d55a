import Diagnostics

/// A recursive-descent parser of formulas, one method for each rule:
///
///     equation = sum [ "=" sum ]
///     sum      = product { ( "+" | "-" ) product }
///     product  = "-" product | signed { ( "*" | "/" ) signed }
///     signed   = "-" signed | power
///     power    = primary [ "^" signed ]
///     primary  = number | symbol | function "(" sum ")" | ( "sum" | "prod" ) "_" index power | "(" sum ")"
struct FormulaParser {
    private let slice: SourceSlice
    private let tokens: [Token]
    private var next = 0
    private var depth = 0

    /// Deeper formulas are refused, so that no later walk over one can exhaust the stack.
    private static let maximumDepth = 200

    init(_ slice: SourceSlice) throws {
        self.slice = slice
        tokens = try Token.tokens(of: slice)
        if tokens.count == 1 { throw slice.error("a formula is missing here") }
    }

    /// A single formula, or the two sides of an equation.
    mutating func parse() throws -> (Syntax, Syntax?) {
        let left = try sum()
        var right: Syntax?
        if accept("=") { right = try sum() }
        if token.kind == .mark("=") { throw token.place.error("a second ‘=’: write one equation a line") }
        if token.kind == .mark(")") { throw token.place.error("this ‘)’ closes nothing") }
        guard token.kind == .end else { throw unexpectedToken() }
        return (left, right)
    }

    // MARK: Rules

    private mutating func sum() throws -> Syntax {
        let outerDepth = depth
        defer { depth = outerDepth }
        let start = token
        var terms = [try product()]
        while true {
            let sign = token
            if accept("+") {
                terms.append(try product())
            } else if accept("-") {
                // A chain of differences nests to the left.
                try descend(at: sign)
                terms.append(Syntax(.negation(try product()), at: place(from: sign)))
            } else {
                return terms.count == 1 ? terms[0] : Syntax(.sum(terms), at: place(from: start))
            }
        }
    }

    private mutating func product() throws -> Syntax {
        let outerDepth = depth
        defer { depth = outerDepth }
        let start = token
        // A minus sign before a product negates all of it; before a number it belongs to the number.
        if start.kind == .mark("-"), !beginsNegativeNumber {
            return try nested(at: start) { parser in
                parser.next += 1
                return Syntax(.negation(try parser.product()), at: parser.place(from: start))
            }
        }
        var factors = [try signed()]
        while true {
            let sign = token
            if accept("*") {
                factors.append(try signed())
            } else if accept("/") {
                // A chain of quotients nests to the left.
                try descend(at: sign)
                let top = factors.count == 1 ? factors[0] : Syntax(.product(factors), at: place(from: start))
                let bottom = try signed()
                factors = [Syntax(.quotient(top, bottom), at: place(from: start))]
            } else {
                if beginsOperand(token) {
                    throw token.place.error("a ‘*’ is missing before ‘\(token.place.text)’")
                }
                return factors.count == 1 ? factors[0] : Syntax(.product(factors), at: place(from: start))
            }
        }
    }

    private mutating func signed() throws -> Syntax {
        let sign = token
        let isNegativeNumber = beginsNegativeNumber
        guard accept("-") else { return try power() }
        return try nested(at: sign) { parser in
            if isNegativeNumber, case .number(let number) = parser.token.kind {
                parser.next += 1
                return Syntax(.number(try number.negated()), at: parser.place(from: sign))
            }
            return Syntax(.negation(try parser.signed()), at: parser.place(from: sign))
        }
    }

    private mutating func power() throws -> Syntax {
        let start = token
        let base = try primary()
        let sign = token
        guard accept("^") else { return base }
        let exponent = try nested(at: sign) { try $0.signed() }
        return Syntax(.power(base, exponent), at: place(from: start))
    }

    private mutating func primary() throws -> Syntax {
        let start = token
        switch start.kind {
        case .number(let number):
            next += 1
            return Syntax(.number(number), at: start.place)
        case .name(let name):
            next += 1
            if let series = Syntax.Series(rawValue: name) { return try self.series(series, start) }
            if token.kind == .mark("(") { return try application(of: start) }
            if Function(rawValue: name) != nil {
                throw start.place.error("‘\(name)’ needs brackets round its argument: \(name)(…)")
            }
            let indices = try self.indices()
            return Syntax(.symbol(Syntax.Reference(name: name, indices: indices)), at: place(from: start))
        case .mark("("):
            return try bracketed()
        case .end:
            throw token.place.error("the formula ends where a value is expected")
        case .mark:
            throw unexpectedToken()
        }
    }

    private mutating func bracketed() throws -> Syntax {
        let open = token
        next += 1
        let inner = try nested(at: open) { try $0.sum() }
        guard accept(")") else {
            if token.kind == .end { throw open.place.error("this ‘(’ is never closed") }
            throw unexpectedToken()
        }
        return inner
    }

    private mutating func application(of name: Token) throws -> Syntax {
        guard let function = Function(rawValue: name.place.text) else {
            let names = Function.allCases.map(\.name)
            throw name.place.error(
                "unknown function ‘\(name.place.text)’",
                suggestion: didYouMean(name.place.text, among: names)
                    ?? "known functions: \(names.joined(separator: ", ")); a product needs a ‘*’")
        }
        let argument = try bracketed()
        return Syntax(.function(function, argument), at: place(from: name))
    }

    private mutating func series(_ series: Syntax.Series, _ start: Token) throws -> Syntax {
        guard accept("_"), case .name(let index) = token.kind else {
            throw start.place.error("‘\(series.rawValue)’ needs its index: \(series.rawValue)_k")
        }
        next += 1
        let head = place(from: start)
        let operand = try nested(at: start) { try $0.power() }
        return Syntax(.series(series, index: index, head: head, operand), at: place(from: start))
    }

    /// `_k`, `_1`, `_{i,j}`, `_1_2`, or nothing.
    private mutating func indices() throws -> [Syntax.Index] {
        var indices: [Syntax.Index] = []
        while accept("_") {
            if accept("{") {
                repeat { indices.append(try index()) } while accept(",")
                guard accept("}") else { throw token.place.error("‘}’ is missing after the indices") }
            } else {
                indices.append(try index())
            }
        }
        return indices
    }

    private mutating func index() throws -> Syntax.Index {
        defer { next += 1 }
        switch token.kind {
        case .name(let name): return .name(name)
        case .number(let number) where number.isInteger: return .value(number.numerator)
        default: throw token.place.error("an index is a name or a whole number")
        }
    }

    // MARK: Tokens

    private var token: Token { tokens[next] }

    private mutating func accept(_ mark: Character) -> Bool {
        guard token.kind == .mark(mark) else { return false }
        next += 1
        return true
    }

    /// -2, but not -2^x, which is -(2^x).
    private var beginsNegativeNumber: Bool {
        guard token.kind == .mark("-"), case .number = tokens[next + 1].kind else { return false }
        return tokens[next + 2].kind != .mark("^")
    }

    private func beginsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .name, .mark("("): true
        default: false
        }
    }

    private func unexpectedToken() -> Diagnostic { token.place.error("unexpected ‘\(token.place.text)’") }

    /// From the start of a token to the end of the one before the next.
    private func place(from start: Token) -> SourceSlice {
        let end = tokens[max(next - 1, 0)].place.range.upperBound
        return SourceSlice(slice.source, start.place.range.lowerBound..<end)
    }

    // MARK: Depth

    private mutating func descend(at token: Token) throws {
        depth += 1
        if depth > FormulaParser.maximumDepth {
            throw token.place.error(
                "nested deeper than \(FormulaParser.maximumDepth) levels here; name a part of the formula")
        }
    }

    private mutating func nested<Result>(
        at token: Token, _ rule: (inout FormulaParser) throws -> Result
    ) throws -> Result {
        try descend(at: token)
        defer { depth -= 1 }
        return try rule(&self)
    }
}
