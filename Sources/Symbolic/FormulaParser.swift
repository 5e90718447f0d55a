import Diagnostics

/// A recursive-descent parser of formulas, one method for each rule:
///
///     equation = sum [ "=" sum ]
///     sum      = product { ( "+" | "-" ) product }
///     product  = "-" product | signed { ( "*" | "/" ) signed }
///     signed   = "-" signed | power
///     power    = primary [ "^" signed ]
///     primary  = number | symbol | function "(" sum ")" | ( "sum" | "prod" ) "_" index power | "(" sum ")"
///
/// In a statement there are also `and`, tuples, `sum_{i=1}^n` and `d y / d x`.
struct FormulaParser {
    private let slice: SourceSlice
    private let tokens: [Token]
    private let isStatement: Bool
    private var next = 0
    private var depth = 0

    /// Deeper formulas are refused, so that no later walk over one can exhaust the stack.
    private static let maximumDepth = 200

    init(_ slice: SourceSlice, isStatement: Bool = false) throws {
        self.slice = slice
        self.isStatement = isStatement
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

    /// The parts of a statement that `and` joins: chains of equal formulas, or tuples.
    mutating func statement() throws -> [Statement.Part] {
        var parts: [Statement.Part] = []
        repeat {
            if beginsTuple {
                let open = token
                next += 1
                var members = [Formula(try sum())]
                while accept(",") { members.append(Formula(try sum())) }
                try close(open)
                parts.append(.tuple(members))
            } else {
                var formulas = [Formula(try sum())]
                while accept("=") { formulas.append(Formula(try sum())) }
                parts.append(.chain(formulas))
            }
        } while acceptName("and")
        if token.kind == .mark(")") { throw token.place.error("this ‘)’ closes nothing") }
        guard token.kind == .end else { throw unexpectedToken() }
        return parts
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
            if isStatement, name == "d", case .name = token.kind { return try derivative(start) }
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
        try close(open)
        return inner
    }

    private mutating func close(_ open: Token) throws {
        guard !accept(")") else { return }
        throw token.kind == .end ? open.place.error("this ‘(’ is never closed") : unexpectedToken()
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

    /// `d y / d x`, behind its first `d`.
    private mutating func derivative(_ start: Token) throws -> Syntax {
        let value = try symbol()
        guard accept("/"), acceptName("d") else {
            throw start.place.error("a derivative is written d y / d x")
        }
        return Syntax(.derivative(value, by: try symbol()), at: place(from: start))
    }

    private mutating func symbol() throws -> Syntax {
        let start = token
        guard case .name(let name) = start.kind else { throw unexpectedToken() }
        next += 1
        return Syntax(.symbol(Syntax.Reference(name: name, indices: try indices())), at: place(from: start))
    }

    /// `sum_{i=1}^n`, behind its `sum_{`.
    private mutating func boundedSeries(_ series: Syntax.Series, _ start: Token) throws -> Syntax {
        guard case .name(let index) = token.kind else { throw unexpectedToken() }
        next += 1
        guard accept("=") else { throw token.place.error("‘=’ is missing: \(series.rawValue)_{\(index)=1}^n") }
        let from = try nested(at: start) { try $0.signed() }
        guard accept("}"), accept("^") else {
            throw token.place.error("the bounds are written \(series.rawValue)_{\(index)=1}^n")
        }
        let to = try nested(at: start) { try $0.primary() }
        let operand = try nested(at: start) { try $0.power() }
        return Syntax(.boundedSeries(series, index: index, from: from, to: to, operand), at: place(from: start))
    }

    private mutating func series(_ series: Syntax.Series, _ start: Token) throws -> Syntax {
        if isStatement, token.kind == .mark("_"), tokens[next + 1].kind == .mark("{") {
            next += 2
            return try boundedSeries(series, start)
        }
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

    private mutating func acceptName(_ name: String) -> Bool {
        guard token.kind == .name(name) else { return false }
        next += 1
        return true
    }

    /// Whether a comma stands between the bracket here and the one that closes it.
    private var beginsTuple: Bool {
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

    private func beginsOperand(_ token: Token) -> Bool {
        if isStatement, token.kind == .name("and") { return false }
        return switch token.kind {
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
