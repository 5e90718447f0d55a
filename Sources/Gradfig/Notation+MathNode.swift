import MathTypesetting
import Symbolic

extension Expression {
    /// The expression as a formula to be typeset: italic variables, upright functions, built-up fractions.
    ///
    /// - Parameter mostTerms: of a longer sum only the first two terms and the last are written, with ⋯ between.
    func mathNode(mostTerms: Int = .max) -> MathNode {
        Converter(mostTerms: mostTerms).node(Notation(self))
    }

    /// The expression as a factor of a product: in brackets where it needs them.
    func factorNode(mostTerms: Int) -> MathNode {
        Converter(mostTerms: mostTerms).node(Notation(self), in: .factor)
    }
}

extension Statement {
    private static let quad = Em(mu: 18)

    /// The statement as a formula to be typeset, in the order in which it is written.
    var mathNode: MathNode {
        let converter = Converter(mostTerms: .max)
        var nodes: [MathNode] = []
        for part in parts {
            if !nodes.isEmpty { nodes += [.space(Self.quad), .text("and"), .space(Self.quad)] }
            let formulas = part.formulas.map { converter.node(Notation($0.root)) }
            switch part {
            case .chain: nodes += formulas.map { [$0] }.joined(separator: [.symbol("=")])
            case .tuple:
                let members = Array(formulas.map { [$0] }.joined(separator: [.symbol(",")]))
                nodes.append(.delimited("(", .row(members), ")"))
            }
        }
        return .row(nodes)
    }
}

private struct Converter {
    let mostTerms: Int

    /// Where a part of an expression stands: what needs brackets there.
    enum Position {
        case whole, term, factor, operand
    }

    func node(_ notation: Notation) -> MathNode { node(notation, in: .whole) }

    func node(_ notation: Notation, in position: Position) -> MathNode {
        let bare = bare(notation)
        return needsBrackets(notation, in: position) ? .parenthesized(bare) : bare
    }

    private func bare(_ notation: Notation) -> MathNode {
        switch notation {
        case .number(let number):
            if number.isInteger {
                return .row(signed(number.isNegative, .number("\(number.numerator.magnitude)")))
            }
            let fraction = MathNode.fraction(
                .number("\(number.numerator.magnitude)"), .number("\(number.denominator)"))
            return .row(signed(number.isNegative, fraction))
        case .symbol(let name, let indices): return symbol(name, indices)
        case .sum(let terms): return sum(terms)
        case .product(let factors): return product(factors)
        case .quotient(let top, let bottom): return .fraction(node(top), node(bottom))
        case .power(.symbol(let name, let indices), let exponent):
            return symbol(name, indices, exponent: node(exponent))
        case .power(let base, let exponent):
            return .scripts(base: node(base, in: .operand), sup: node(exponent))
        case .negation(let operand): return .row(signed(true, node(operand, in: .term)))
        case .function(.sqrt, let argument): return .radical(node(argument))
        case .series(let series, let below, let above, let operand):
            return self.series(series, below, above, operand)
        case .derivative(let value, let variable):
            return .fraction(.row([.symbol("∂"), node(value)]), .row([.symbol("∂"), node(variable)]))
        case .function(let function, let argument):
            return self.function(function, argument, isBare: argument.standsBare(after: function))
        }
    }

    private func function(_ function: Function, _ argument: Notation, isBare: Bool) -> MathNode {
        let inner = node(argument)
        return .row([.operatorName(function.name), isBare ? inner : .parenthesized(inner)])
    }

    private func signed(_ isNegative: Bool, _ node: MathNode) -> [MathNode] {
        isNegative ? [.symbol("−"), node] : [node]
    }

    private func sum(_ terms: [Notation]) -> MathNode {
        var parts: [MathNode] = []
        func append(_ term: Notation) {
            if let opposite = term.opposite {
                parts += [.symbol("−"), node(opposite, in: .term)]
            } else {
                if !parts.isEmpty { parts.append(.symbol("+")) }
                parts.append(node(term, in: .term))
            }
        }
        if terms.count > mostTerms {
            terms.prefix(2).forEach(append)
            parts += [.symbol("+"), .symbol("⋯")]
            terms.suffix(1).forEach(append)
        } else {
            terms.forEach(append)
        }
        return parts.isEmpty ? .number("0") : .row(parts)
    }

    private func product(_ factors: [Notation]) -> MathNode {
        var parts: [MathNode] = []
        for (index, factor) in factors.enumerated() {
            // Two numbers side by side would read as one.
            if case .number = factor, !parts.isEmpty { parts.append(.symbol("·")) }
            if case .function(let function, let argument) = factor, function != .sqrt, index + 1 < factors.count
            {
                // Without brackets, what follows would read as a part of the argument.
                parts.append(self.function(function, argument, isBare: false))
            } else {
                parts.append(node(factor, in: .factor))
            }
        }
        return parts.isEmpty ? .number("1") : .row(parts)
    }

    private func series(
        _ series: Syntax.Series, _ below: [Notation], _ above: Notation?, _ operand: Notation
    ) -> MathNode {
        let index = below.map { node($0) }
        let sub = index.count > 1 ? MathNode.row([index[0], .symbol("="), index[1]]) : index[0]
        let sign = MathNode.symbol(series == .sum ? "∑" : "∏")
        // What follows is its operand up to the next plus or minus sign.
        return .row([.scripts(base: sign, sub: sub, sup: above.map { node($0) }), node(operand, in: .term)])
    }

    /// An italic letter with its indices below it; a name of several letters upright, as words are.
    private func symbol(_ name: String, _ indices: [String], exponent: MathNode? = nil) -> MathNode {
        let scalars = Array(name.unicodeScalars)
        let letter: MathNode =
            if scalars.count == 1 {
                .symbol(scalars[0])
            } else if let greek = greekLetter(named: name) {
                .symbol(greek)
            } else {
                .text(name)
            }
        guard !indices.isEmpty || exponent != nil else { return letter }
        return .scripts(base: letter, sub: indices.isEmpty ? nil : list(indices), sup: exponent)
    }

    /// Indices: letters italic, numbers upright, commas between them.
    private func list(_ indices: [String]) -> MathNode {
        let nodes = indices.map { index -> MathNode in
            Int(index) != nil ? .text(index) : symbol(index, [])
        }
        return .row(Array(nodes.map { [$0] }.joined(separator: [.symbol(",")])))
    }

    private func needsBrackets(_ notation: Notation, in position: Position) -> Bool {
        switch (notation, position) {
        case (_, .whole), (.symbol, _), (.function(.sqrt, _), _), (.derivative, .term), (.derivative, .factor):
            false
        case (.derivative, .operand): true
        case (.series, _): position == .operand || position == .factor
        case (.number(let number), _): number.isNegative || (!number.isInteger && position == .operand)
        case (.sum(let terms), _): terms.count > 1
        case (.negation, _): true
        case (.product, _): position == .operand
        case (.quotient, _), (.power, _): position == .operand
        case (.function(.exp, _), .operand): false
        case (.function, _): position == .operand
        }
    }
}
