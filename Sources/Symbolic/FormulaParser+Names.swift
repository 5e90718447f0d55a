import Diagnostics

/// What begins with a name: functions, derivatives, series and symbols.
extension FormulaParser {
    /// Of a function that stands for a formula, behind its name.
    ///
    /// - Parameter start: where the name begins.
    mutating func call(of name: String, _ start: Token) throws -> Syntax {
        var index: String?
        if accept("_"), case .name(let written) = token.kind {
            index = written
            next += 1
        }
        let arguments = try self.arguments(of: name, start)
        return try functions.call(name, arguments, over: index, at: place(from: start))
    }

    mutating func application(of name: Token) throws -> Syntax {
        guard
            case .name(let text) = name.kind,
            let function = Operation(function: text) ?? Series(rawValue: text)?.operation
        else {
            throw unknownFunction(name)
        }
        let arguments = try arguments(of: function.name, name)
        if function.arity == 1, arguments.count > 1 {
            throw arguments[1].place.error("‘\(function.name)’ is of one value")
        }
        return Syntax(.operation(function, arguments), at: place(from: name))
    }

    private mutating func arguments(of function: String, _ name: Token) throws -> [Syntax] {
        let open = token
        next += 1
        if token.kind == .mark(")") {
            throw place(from: name, through: token).error("‘\(function)’ needs a value in its brackets")
        }
        let arguments = try nested(at: open) { parser in
            var arguments = [try parser.sum()]
            while parser.accept(",") {
                if parser.token.kind == .mark(")") {
                    throw parser.token.place.error("a value is missing before this ‘)’")
                }
                arguments.append(try parser.sum())
            }
            return arguments
        }
        try close(open)
        return arguments
    }

    func unknownFunction(_ name: Token) -> Diagnostic {
        guard case .name(let text) = name.kind else { return unexpectedToken() }
        let names = Operation.functions.map(\.name) + functions.names
        return name.place.error(
            "unknown function ‘\(text)’",
            suggestion: conditionInBrackets ?? FormulaHints.call(text, hasArrays: functions.hasArrays)
                ?? didYouMean(text, among: names)
                ?? "known functions: \(names.joined(separator: ", ")); a product needs a ‘*’")
    }

    /// `I(x > 0)` of a function that there is not: what its brackets hold, as a condition.
    private var conditionInBrackets: String? {
        guard let open = tokens[next...].firstIndex(where: { $0.kind == .mark("(") }),
            let close = tokens[open...].firstIndex(where: { $0.kind == .mark(")") }), close > open + 1
        else { return nil }
        let inner = tokens[(open + 1)..<close]
        let hasRelation = inner.contains { if case .relation = $0.kind { true } else { false } }
        guard hasRelation, !inner.contains(where: { [.mark(","), .mark("(")].contains($0.kind) }) else {
            return nil
        }
        return "a condition is written ‘[\(place(from: inner.first!, through: inner.last!).text)]’"
    }

    /// `[x > 0]`, or `[0 < x < 1]`, which is [0 < x] · [x < 1].
    mutating func condition() throws -> Syntax {
        let open = token
        next += 1
        var sides = [try nested(at: open) { try $0.sum() }]
        var relations: [Relation] = []
        while let relation = acceptRelation() {
            // It would be computed twice.
            if !relations.isEmpty, !isSingle(sides.last!) { throw secondComparison(tokens[next - 1]) }
            relations.append(relation)
            sides.append(try nested(at: open) { try $0.sum() })
        }
        guard !relations.isEmpty else {
            throw open.place.error(
                "square brackets hold a condition, as in ‘[x > 0]’, which is 1 or 0",
                suggestion: "other brackets are round")
        }
        guard accept("]") else {
            if token.kind == .mark(",") || token.kind == .name("and") { throw secondComparison(token) }
            throw token.kind == .end ? open.place.error("this ‘[’ is never closed") : unexpectedToken()
        }
        let place = place(from: open)
        let conditions = relations.indices.map {
            Syntax(.operation(Operation(relations[$0]), [sides[$0], sides[$0 + 1]]), at: place)
        }
        return conditions.count == 1 ? conditions[0] : Syntax(.operation(.product, conditions), at: place)
    }

    /// What two comparisons may share: no operation.
    private func isSingle(_ side: Syntax) -> Bool {
        switch side.kind {
        case .number, .symbol, .index: true
        default: false
        }
    }

    private func secondComparison(_ sign: Token) -> Diagnostic {
        sign.place.error(
            "a condition is one comparison", suggestion: "multiply two, as in ‘[x > 0] * [x < 1]’")
    }

    /// `if x > 0 then a else b`, behind its `if`: [x > 0] a + [x ≤ 0] b.
    mutating func conditional(_ start: Token) throws -> Syntax {
        let isBracketed = beginsBracketedCondition
        if isBracketed { next += 1 }
        let left = try sum()
        guard let relation = acceptRelation() else {
            throw token.place.error("a condition is expected behind ‘if’, such as x > 0")
        }
        let right = try sum()
        if case .relation = token.kind {
            throw token.place.error("a condition is one comparison", suggestion: FormulaHints.both)
        }
        if isBracketed, !accept(")") { throw unexpectedToken() }
        func part(_ name: String) throws -> Syntax {
            guard acceptName(name) else {
                throw token.place.error(
                    "‘\(name)’ is missing here", suggestion: "write ‘if x > 0 then x else 0’")
            }
            return try sum()
        }
        let values = [try part("then"), try part("else")]
        let place = place(from: start)
        let condition = SourceSlice(
            slice.source, left.place.range.lowerBound..<right.place.range.upperBound)
        let conditions = [relation, relation.opposite].map {
            Syntax(.operation(Operation($0), [left.given(), right.given()]), at: condition)
        }
        let terms = zip(conditions, values).map { condition, value in
            let range = condition.place.range.lowerBound..<value.place.range.upperBound
            return Syntax(
                .operation(.product, [condition, value.given()]), at: SourceSlice(slice.source, range))
        }
        return Syntax(.operation(.sum, terms), at: place).standing(for: .choice(conditions, values))
    }

    /// Whether what stands behind an `if` is in brackets as a whole.
    private var beginsBracketedCondition: Bool {
        guard token.kind == .mark("(") else { return false }
        var level = 0
        for index in tokens.indices[next...] {
            if tokens[index].kind == .mark("(") { level += 1 }
            if tokens[index].kind == .mark(")") { level -= 1 }
            if level == 0 { return tokens[index + 1].kind == .name("then") }
        }
        return false
    }

    /// `d y / d x`, behind its first `d`.
    mutating func derivative(_ start: Token) throws -> Syntax {
        let value = try symbol()
        guard accept("/"), acceptName("d") else {
            throw start.place.error("a derivative is written d y / d x")
        }
        return Syntax(.derivative(value, by: try symbol()), at: place(from: start))
    }

    /// `{\partial y}{\partial x}`, behind its `\frac`.
    mutating func derivativeInBraces(_ start: Token) throws -> Syntax? {
        guard isStatement, token.kind == .mark("{"), tokens[next + 1].kind == .name("d"),
            case .name = tokens[next + 2].kind
        else { return nil }
        func part(_ parser: inout FormulaParser) throws -> Syntax {
            guard parser.accept("{"), parser.acceptName("d") else {
                throw start.place.error("a derivative is written d y / d x")
            }
            let symbol = try parser.symbol()
            guard parser.accept("}") else { throw parser.unexpectedToken() }
            return symbol
        }
        let value = try part(&self)
        return Syntax(.derivative(value, by: try part(&self)), at: place(from: start))
    }

    mutating func symbol() throws -> Syntax {
        let start = token
        guard case .name(let name) = start.kind else { throw unexpectedToken() }
        next += 1
        return Syntax(.symbol(Syntax.Reference(name: name, indices: try indices())), at: place(from: start))
    }

    /// `sum_{i=1}^n`, `prod_{i!=k}`, `sum_{i}` or `sum_{i,j}`, behind its `sum_{`.
    mutating func boundedSeries(_ series: Series, _ start: Token) throws -> Syntax {
        guard case .name(let index) = token.kind else { throw unexpectedToken() }
        next += 1
        if token.kind == .mark(",") || token.kind == .mark("}") {
            var indices = [index]
            while accept(",") {
                guard case .name(let other) = token.kind else { throw unexpectedToken() }
                next += 1
                indices.append(other)
            }
            guard accept("}") else { throw token.place.error("‘}’ is missing after the indices") }
            return try self.series(series, over: indices, start)
        }
        let bounds: Syntax.Bounds
        if token.kind == .relation(.notEqual) {
            next += 1
            bounds = .others(than: try nested(at: start) { try $0.sum() })
            guard accept("}") else {
                throw token.place.error("‘}’ is missing: \(series.rawValue)_{\(index)!=1}")
            }
        } else {
            guard accept("=") else {
                var condition: String?
                if case .relation = token.kind, series == .sum, next + 1 < tokens.count {
                    condition = "\(index) \(token.place.text) \(tokens[next + 1].place.text)"
                }
                throw token.place.error(
                    "‘=’ is missing: \(series.rawValue)_{\(index)=1}^n",
                    suggestion: condition.map { FormulaHints.sum(over: index, where: "[\($0)]") })
            }
            let from = try nested(at: start) { try $0.signed() }
            guard accept("}"), accept("^") else {
                throw token.place.error("the bounds are written \(series.rawValue)_{\(index)=1}^n")
            }
            bounds = .values(from: from, to: try nested(at: start) { try $0.upperBound() })
        }
        let head = place(from: start)
        let operand = try nested(at: start) { try $0.power() }
        return Syntax(
            .boundedSeries(series, index: index, head: head, bounds, operand), at: place(from: start))
    }

    /// `n`, also where a bracket follows that is what is summed; or a number, or what is in brackets.
    private mutating func upperBound() throws -> Syntax {
        if case .name(let name) = token.kind, Series(rawValue: name) == nil,
            Operation(function: name) == nil
        {
            return try symbol()
        }
        return try token.kind == .mark("{") ? braced() : primary()
    }

    mutating func series(_ series: Series, _ start: Token) throws -> Syntax {
        if token.kind == .mark("_"), tokens[next + 1].kind == .mark("{") {
            next += 2
            return try boundedSeries(series, start)
        }
        if isWholeSide(start) { throw Self.taken(start) }
        guard accept("_"), case .name(let index) = token.kind, isTouching(next - 1, next) else {
            throw start.place.error("‘\(series.rawValue)’ needs its index: \(series.rawValue)_k")
        }
        next += 1
        if token.kind == .mark("="), tokens[0].place.range == start.place.range {
            throw place(from: start).error(
                "‘\(place(from: start).text)’ begins a sum or the like over ‘\(index)’; no value can be called so",
                suggestion: "give it another name")
        }
        if token.kind == .mark("=") || token.kind == .mark("^") {
            throw token.place.error("the bounds are written \(series.rawValue)_{\(index)=1}^n")
        }
        if token.kind == .mark("_") {
            guard case .name(let other) = tokens[next + 1].kind, isTouching(next, next + 1) else {
                throw token.place.error("unexpected ‘_’", suggestion: "write ‘\(series.rawValue)_\(index)’")
            }
            throw token.place.error(
                "unexpected ‘_’",
                suggestion: "over several indices it is written ‘\(series.rawValue)_{\(index),\(other)}’")
        }
        return try self.series(series, over: [index], start)
    }

    /// Behind its indices.
    private mutating func series(_ series: Series, over indices: [String], _ start: Token) throws -> Syntax {
        let head = place(from: start)
        let operand = try nested(at: start) { try $0.power() }
        let indices = indices.flatMap { functions.split(.name($0)).compactMap(\.name) }
        return .series(series, over: indices, head: head, operand, at: place(from: start))
    }

    /// `_k`, `_1`, `_{i,j}`, `_1_2`, or nothing.
    mutating func indices() throws -> [Syntax.Index] {
        var indices: [Syntax.Index] = []
        while accept("_") {
            if accept("{") {
                repeat { indices += functions.split(try indexSum()) } while accept(",")
                guard accept("}") else { throw unexpectedInIndices() }
            } else {
                indices += functions.split(try index())
            }
        }
        return indices
    }

    /// `t-1`, `i+j-1` or `2*i+1`, in braces.
    private mutating func indexSum() throws -> Syntax.Index {
        let first = try index()
        var sum = IndexSum()
        try add(first, sign: 1, to: &sum)
        var isAlone = sum.shiftedIndex != nil
        while true {
            let isBack = accept("-")
            guard isBack || accept("+") else { return isAlone ? first : sum.index }
            isAlone = false
            switch token.kind {
            case .name, .number: try add(index(), sign: isBack ? -1 : 1, to: &sum)
            default:
                throw token.place.error(
                    "an index is shifted by a whole number, as in ‘h_{t-1}’, or by another index")
            }
        }
    }

    /// An index, a number, or the one times the other, which has just been read.
    private mutating func add(_ index: Syntax.Index, sign: Int, to sum: inout IndexSum) throws {
        switch index {
        case .value(let value):
            guard value <= IndexSum.largest else { throw indexIsTooLarge(tokens[next - 1]) }
            let isFactor = accept("*")
            if case .name(let name) = token.kind {
                next += 1
                sum.add(name, times: sign * value)
            } else if isFactor {
                throw unexpectedInIndices()
            } else {
                sum.add(sign * value)
            }
        case .name(let name): sum.add(name, times: sign)
        case .sum: preconditionFailure("one is read at a time")
        }
    }

    private func unexpectedInIndices() -> Diagnostic {
        if case .mark(let mark) = token.kind, "*/^(".contains(mark) {
            return token.place.error(
                "an index is a sum of indices and whole numbers", suggestion: "such as i+j-1, or 2*i+1")
        }
        return token.place.error("‘}’ is missing after the indices")
    }

    private func indexIsTooLarge(_ token: Token) -> Diagnostic {
        token.place.error("this index is too large")
    }

    mutating func index() throws -> Syntax.Index {
        defer { next += 1 }
        switch token.kind {
        case .name(let name): return .name(name)
        case .number(let number):
            if let value = number.integer { return .value(value) }
            if number.isInteger { throw indexIsTooLarge(token) }
        default: break
        }
        throw token.place.error(
            "an index is a name or a whole number",
            suggestion: token.kind == .mark("-") ? "an index is shifted in braces, as in ‘h_{t-1}’" : nil)
    }
}
