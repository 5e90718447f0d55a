import Diagnostics

/// A recursive-descent parser of formulas, one method for each rule:
///
///     equation = sum [ "=" sum ]
///     sum      = product { ( "+" | "-" ) product } | "if" condition "then" sum "else" sum
///     product  = "-" product | signed { ( "*" | "/" | "@" | ) signed }
///     signed   = "-" signed | power
///     power    = primary { "'" } [ "^" ( signed | "{" sum "}" ) ]
///     primary  = number | symbol | function "(" sum { "," sum } ")" | ( "sum" | "prod" ) "_" index power
///              | "(" sum ")" | "|" sum "|" | "[" sum relation sum "]" | "\\frac" "{" sum "}" "{" sum "}"
///
/// Between two factors no sign is needed where they can't be anything else: 2x, 2(x + 1), (x + 1)(x - 1).
///
/// In a statement there are also `and`, tuples, `sum_{i=1}^n`, `prod_{i!=k}`, rows of arrays `(A * B)_n` and `d y / d x`.
struct FormulaParser {
    let slice: SourceSlice
    let tokens: [Token]
    let functions: Functions
    let isStatement: Bool
    var next = 0
    var depth = 0
    /// Whether a ‘|’ would close one: right in it there are no brackets.
    var isInBars = false

    /// Deeper formulas are refused, so that no later walk over one can exhaust the stack.
    static let maximumDepth = 200

    init(_ slice: SourceSlice, _ functions: Functions, isStatement: Bool = false) throws {
        self.slice = slice
        self.functions = functions
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

    /// Formulas with relations between them, one at least.
    mutating func comparison() throws -> ([Formula], [Relation]) {
        // A comma in brackets may be one between values of a function.
        if let and = tokens.first(where: { $0.kind == .name("and") }) { throw Self.several(and) }
        var formulas = [Formula(try sum())]
        var relations: [Relation] = []
        while let relation = acceptRelation() {
            relations.append(relation)
            formulas.append(Formula(try sum()))
        }
        if token.kind == .mark(",") { throw Self.several(token) }
        if token.kind == .mark(")") { throw token.place.error("this ‘)’ closes nothing") }
        guard token.kind == .end else { throw unexpectedToken() }
        guard !relations.isEmpty else {
            throw slice.error(
                "an assumption is an equation or an inequality, such as ‘sum_k t_k = 1’ or ‘x > 0’")
        }
        return (formulas, relations)
    }

    /// What stands between two assumptions.
    private static func several(_ sign: Token) -> Diagnostic {
        sign.place.error(
            "unexpected ‘\(sign.place.text)’", suggestion: "several assumptions are a list: ‘[x > 0, y < 1]’")
    }

    mutating func acceptRelation() -> Relation? {
        if accept("=") { return .equal }
        guard case .relation(let relation) = token.kind else { return nil }
        next += 1
        return relation
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

    mutating func sum() throws -> Syntax {
        let outerDepth = depth
        defer { depth = outerDepth }
        let start = token
        if acceptName("if") {
            if isWholeSide(start) { throw Self.taken(start) }
            return try nested(at: start) { try $0.conditional(start) }
        }
        var terms = [try product()]
        while true {
            let sign = token
            if accept("+") {
                terms.append(try product())
            } else if accept("-") {
                // A chain of differences nests to the left.
                try descend(at: sign)
                terms.append(Syntax(.operation(.negation, [try product()]), at: place(from: sign)))
            } else {
                return terms.count == 1 ? terms[0] : Syntax(.operation(.sum, terms), at: place(from: start))
            }
        }
    }

    mutating func product() throws -> Syntax {
        let outerDepth = depth
        defer { depth = outerDepth }
        let start = token
        // A minus sign before a product negates all of it; before a number it belongs to the number.
        if start.kind == .mark("-"), !beginsNegativeNumber {
            return try nested(at: start) { parser in
                parser.next += 1
                return Syntax(.operation(.negation, [try parser.product()]), at: parser.place(from: start))
            }
        }
        // Of the last factor, unless it is behind a fraction bar: that takes nobody knows how many.
        var first: Int? = next
        var factors = [try signed()]
        while true {
            let sign = token
            if accept("*") {
                first = next
                factors.append(try signed())
                continue
            }
            let left =
                factors.count == 1 ? factors[0] : Syntax(.operation(.product, factors), at: place(from: start))
            if accept("@") {
                try descend(at: sign)
                first = nil
                factors = [Syntax(.arrays(.matrixProduct, [left, try signed()]), at: place(from: start))]
            } else if accept("/") {
                // A chain of quotients nests to the left.
                try descend(at: sign)
                first = nil
                factors = [Syntax(.operation(.quotient, [left, try signed()]), at: place(from: start))]
            } else {
                if token.kind == .mark("[") {
                    throw token.place.error(
                        "unexpected ‘[’",
                        suggestion: spellingOfElement
                            ?? "an index stands after ‘_’, as in d_k; a condition is multiplied, as in d * [x > 0]"
                    )
                }
                guard beginsOperand(token) else { return left }
                guard let last = first, needsNoSign(after: factors.last!, from: last) else {
                    throw missingSign()
                }
                first = next
                factors.append(try signed())
            }
        }
    }

    mutating func signed() throws -> Syntax {
        let sign = token
        let isNegativeNumber = beginsNegativeNumber
        guard accept("-") else { return try power() }
        return try nested(at: sign) { parser in
            if isNegativeNumber, case .number(let number) = parser.token.kind {
                parser.next += 1
                return Syntax(.number(try number.negated()), at: parser.place(from: sign))
            }
            return Syntax(.operation(.negation, [try parser.signed()]), at: parser.place(from: sign))
        }
    }

    mutating func power() throws -> Syntax {
        let start = token
        var base = try primary()
        let outerDepth = depth
        defer { depth = outerDepth }
        while true {
            let sign = token
            if accept("'") {
                try descend(at: sign)
                base = Syntax(.arrays(.transpose, [base]), at: place(from: start))
            } else if isStatement, accept("_") {
                try descend(at: sign)
                let row = ArrayOperation.row(try index().text)
                base = Syntax(.arrays(row, [base]), at: place(from: start))
            } else {
                break
            }
        }
        let sign = token
        guard accept("^") else { return base }
        if accept("'") { return Syntax(.arrays(.transpose, [base]), at: place(from: start)) }
        let exponent = try nested(at: sign) { parser in
            try parser.token.kind == .mark("{") ? parser.braced() : parser.signed()
        }
        return Syntax(.operation(.power, [base, exponent]), at: place(from: start))
    }

    mutating func primary() throws -> Syntax {
        let start = token
        switch start.kind {
        case .number(let number):
            next += 1
            return Syntax(.number(number), at: start.place)
        case .name("if"):
            throw start.place.error("‘if’ stands at the start of a formula", suggestion: "put it in brackets")
        case .name where beginsValue: return try symbol()
        case .name(let name):
            if let call = call(at: next, of: functions.contains) {
                next = call.end
                return try self.call(of: call.name, start)
            }
            next += 1
            let isApplied = token.kind == .mark("(") && Series(rawValue: name) != nil
            if !isApplied, let series = Series(rawValue: name) { return try self.series(series, start) }
            if isStatement, name == "d", case .name = token.kind { return try derivative(start) }
            if token.kind == .mark("(") || token.kind == .mark("{") && start.isCommand {
                return try application(of: start)
            }
            if start.isRadical {
                return Syntax(
                    .operation(.sqrt, [try nested(at: start) { try $0.primary() }]), at: place(from: start))
            }
            if Operation(function: name) != nil {
                throw needsBrackets(start)
            }
            let indices = try self.indices()
            return Syntax(.symbol(Syntax.Reference(name: name, indices: indices)), at: place(from: start))
        case .mark("("):
            return try bracketed()
        case .mark("["):
            return try condition()
        case .mark("|"):
            next += 1
            let inner = try nested(at: start) { try $0.sum() }
            guard accept("|") else {
                throw token.kind == .end ? start.place.error("this ‘|’ is never closed") : unexpectedToken()
            }
            if case .operation(.abs, _) = inner.kind, place(from: start).text == "|\(inner.place.text)|" {
                throw place(from: start).error(
                    "‘||’ stands for a norm elsewhere",
                    suggestion: "a norm is written ‘norm(x_k)’, or ‘norm(X)’ for each row of an array")
            }
            return Syntax(.operation(.abs, [inner]), at: place(from: start))
        case .fraction:
            next += 1
            if let derivative = try derivativeInBraces(start) { return derivative }
            let parts = [try braced(), try braced()]
            return Syntax(.operation(.quotient, parts), at: place(from: start))
        case .end:
            throw token.place.error("the formula ends where a value is expected")
        case .mark, .relation:
            throw unexpectedToken()
        }
    }

    mutating func bracketed() throws -> Syntax {
        let open = token
        next += 1
        let inner = try nested(at: open) { try $0.sum() }
        try close(open)
        return inner
    }

    /// As TeX has arguments and exponents.
    mutating func braced() throws -> Syntax {
        let open = token
        guard accept("{") else {
            throw token.place.error("‘{’ is missing here", suggestion: spellingOfFraction)
        }
        let inner = try nested(at: open) { try $0.sum() }
        try close(open)
        return inner
    }

    mutating func close(_ open: Token) throws {
        let isBrace = open.kind == .mark("{")
        guard !accept(isBrace ? "}" : ")") else { return }
        throw token.kind == .end
            ? open.place.error("this ‘\(isBrace ? "{" : "(")’ is never closed") : unexpectedToken()
    }
}
