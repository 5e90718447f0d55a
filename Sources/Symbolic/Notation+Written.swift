/// Built-up formulas: which brackets, dots and spaces are written.
extension Notation {
    /// The notation, made in the style `builtUp`.
    package var written: Written { written(in: .start) }

    /// A product with a sign between its factors, that shows what is multiplied by what.
    package static func multiplication(_ factors: [Notation]) -> Written {
        Written.row(row(of: factors, by: .times))
    }

    private func written(in position: Position) -> Written {
        needsBrackets(in: position, .builtUp) ? .brackets(bare) : bare
    }

    private var bare: Written {
        switch self {
        case .numeral(let digits): return .numeral(digits)
        case .symbol(let name, let indices):
            return indices.isEmpty
                ? .name(name) : .scripts(.name(name), indices: indices.map(Written.init), exponent: nil)
        case .operation(let operation, let operands): return bare(operation, operands)
        case .arrays(.matrixProduct, let x): return .row(Self.row(of: x, by: nil))
        case .arrays(.elementwiseProduct, let x): return .row(Self.row(of: x, by: .elementwise))
        case .arrays(.transpose, let x): return x[0].raised(to: .sign(.transposed))
        case .arrays(.overLastAxis(let series, _), let x):
            return .row([.function(series.rawValue), .brackets(x[0].written)])
        case .arrays(.row(let index), let x):
            return .scripts(x[0].written(in: .base), indices: [Written(Syntax.Index(index))], exponent: nil)
        case .series(let series, let indices, let bounds, let operand):
            let names = Array(indices.map { [Written.name($0)] }.joined(separator: [.comma]))
            let (below, above): (Written, Written?) =
                switch bounds {
                case nil: (.row(names), nil)
                case .others(let other):
                    (.row(names + [.sign(.relation(.notEqual)), other.written]), nil)
                case .values(let from, let to):
                    (.row(names + [.sign(.relation(.equal)), from.written]), to.written)
                }
            // What follows is its operand up to the next plus or minus sign.
            return .row([.series(series, below: below, above: above), operand.written(in: .term)])
        case .derivative(let value, let variable):
            return .fraction(
                .row([.sign(.partial), value.written]), .row([.sign(.partial), variable.written]))
        case .call(let name, let arguments):
            return .row([.functionName(name), .brackets(Self.list(arguments))])
        case .cases(let cases):
            return .cases(
                cases.map { Written.Case(value: $0.value.written, condition: $0.condition.writtenCondition) })
        case .dots: return .sign(.dots)
        }
    }

    private func bare(_ operation: Operation, _ x: [Notation]) -> Written {
        switch (operation, operation.form) {
        case (.sum, _): .row(Self.parts(ofTerms: x).flatMap { $0 })
        case (.product, _): .row(Self.row(of: flattenedFactors, by: nil))
        case (.quotient, _): .fraction(x[0].written, x[1].written)
        case (.power, _): x[0].raised(to: x[1].written)
        case (_, .prefix): .row([.sign(.negative), x[0].written(in: .term)])
        case (_, .letter): .name(operation.name)
        case (_, .radical): .radical(x[0].written)
        case (_, .bars): .bars(x[0].written)
        case (_, .comparison(let relation)):
            .squareBrackets(.row([x[0].written, .sign(.relation(relation)), x[1].written]))
        case (_, let form):
            Self.application(of: operation, to: x, isBare: form == .name && x[0].isBareArgument)
        }
    }

    /// A condition without its brackets.
    private var writtenCondition: Written {
        guard case .operation(let operation, let x) = self, case .comparison(let relation) = operation.form
        else {
            return written
        }
        return .row([x[0].written, .sign(.relation(relation)), x[1].written])
    }

    private func raised(to exponent: Written) -> Written {
        switch self {
        case .symbol(let name, _) where name.needsBracketsToBeRaised:
            return .scripts(.brackets(bare), indices: [], exponent: exponent)
        case .symbol(let name, let indices):
            return .scripts(.name(name), indices: indices.map(Written.init), exponent: exponent)
        case .operation(let function, let x) where function.form == .bracketedName:
            return .row([
                .function(function.sign), .scripts(.brackets(Self.list(x)), indices: [], exponent: exponent),
            ])
        default: return .scripts(written(in: .base), indices: [], exponent: exponent)
        }
    }

    /// The terms, each but the first with the sign before it.
    static func parts(ofTerms terms: [Notation]) -> [[Written]] {
        [[terms[0].written]]
            + signed(terms, in: .builtUp).map { isSubtracted, term in
                [.sign(isSubtracted ? .minus : .plus), term.written(in: .term)]
            }
    }

    private static func row(of factors: [Notation], by sign: Written.Sign?) -> [Written] {
        parts(of: factors, by: sign).flatMap { [$0, $1].compactMap { $0 } }
    }

    /// The factors, each with what is written between it and the one before.
    static func parts(of factors: [Notation], by sign: Written.Sign?) -> [(
        separator: Written?, factor: Written
    )] {
        var parts: [(separator: Written?, factor: Written)] = []
        var edge = Edge.other
        for (index, factor) in factors.enumerated() {
            let isLast = index == factors.count - 1
            let position = index == 0 ? Position.firstFactor : .factor
            let nextEdge = factor.edge(in: position, isLast: isLast)
            let between = index > 0 ? sign.map(Written.sign) ?? separator(edge, nextEdge) : nil
            edge = nextEdge
            switch factor {
            // Without brackets, what follows would read as a part of the argument, or of the summand.
            case .operation(let operation, let x) where operation.hasName && !isLast:
                parts.append((between, application(of: operation, to: x, isBare: false)))
            case .series where !isLast: parts.append((between, .brackets(factor.bare)))
            default: parts.append((between, factor.written(in: position)))
            }
        }
        return parts
    }

    private static func application(
        of function: Operation, to arguments: [Notation], isBare: Bool
    ) -> Written {
        .row([.function(function.sign), isBare ? arguments[0].written : .brackets(list(arguments))])
    }

    private static func list(_ parts: [Notation]) -> Written {
        parts.count == 1
            ? parts[0].written : .row(Array(parts.map { [$0.written] }.joined(separator: [.comma])))
    }

    /// Whether a function is written without brackets before it: log y, but log(xy). `exp` always has them.
    private var isBareArgument: Bool {
        switch self {
        case .symbol: true
        case .numeral(let digits): !digits.contains(".")
        default: false
        }
    }

    /// The factors, those of a product among them for it: what is multiplied first makes no difference.
    var flattenedFactors: [Notation] {
        guard case .operation(.product, let factors) = self else { return [self] }
        return factors.flatMap(\.flattenedFactors)
    }
}

// MARK: What stands between two factors

extension Notation {
    /// What a factor shows to its neighbour.
    private enum Edge {
        case digit, word, functionName, bracket, gradient, other
        case fraction(isNumber: Bool, hasNumberOnTop: Bool)
    }

    /// A dot where two factors would read as something else, a thin space beside a word and between fraction bars, else
    /// nothing.
    private static func separator(_ left: Edge, _ right: Edge) -> Written? {
        switch (left, right) {
        // 2·3, never 23; x·½; 2·⅓, never the mixed number.
        case (_, .digit), (_, .fraction(isNumber: true, _)), (.digit, .fraction(_, hasNumberOnTop: true)):
            .sign(.dot)
        // Two words would be one, and a word before a bracket or a function reads as a function.
        case (.word, .word), (.word, .bracket), (.word, .functionName): .sign(.dot)
        case (.word, _), (_, .word), (.fraction, .fraction), (.gradient, _), (_, .gradient): .thinSpace
        default: nil
        }
    }

    private func edge(in position: Position, isLast: Bool) -> Edge {
        if needsBrackets(in: position, .builtUp) { return .bracket }
        switch self {
        case .numeral: return .digit
        case .symbol(let name, _): return isWord(name) ? .word : .other
        case .operation(.power, let x): return x[0].edge(in: .base, isLast: isLast)
        case .operation(.negation, let x): return x[0].edge(in: .term, isLast: isLast)
        case .operation(.quotient, let x):
            return .fraction(isNumber: isNumber, hasNumberOnTop: x[0].isNumber)
        case .operation(let operation, _): return operation.hasName ? .functionName : .other
        case .arrays(.transpose, let x), .arrays(.row, let x): return x[0].edge(in: .base, isLast: isLast)
        case .arrays: return .other
        case .derivative: return .gradient
        case .series: return isLast ? .other : .bracket
        case .call(let name, _): return isWord(name) ? .functionName : .other
        case .cases: return .other
        case .dots: return .other
        }
    }
}

extension Operation {
    /// Whether it is written with its name.
    fileprivate var hasName: Bool {
        switch form {
        case .name, .bracketedName: true
        case .infix, .prefix, .radical, .bars, .comparison, .letter: false
        }
    }
}
