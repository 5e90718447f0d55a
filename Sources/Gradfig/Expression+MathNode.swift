import MathTypesetting
import Symbolic

extension Expression {
    /// The expression as a formula to be typeset: italic variables, upright functions, built-up fractions.
    ///
    /// - Parameter mostTerms: of a longer sum only the first two terms and the last are written, with ⋯ between.
    func mathNode(mostTerms: Int = .max) -> MathNode {
        Converter(mostTerms: mostTerms).node(self)
    }
}

private struct Converter {
    let mostTerms: Int

    /// Where a part of an expression stands: what needs brackets there.
    private enum Position {
        case whole, term, factor, operand
    }

    func node(_ expression: Expression) -> MathNode { node(expression, in: .whole) }

    private func node(_ expression: Expression, in position: Position) -> MathNode {
        let bare = bare(expression)
        return needsBrackets(expression, in: position) ? .parenthesized(bare) : bare
    }

    private func bare(_ expression: Expression) -> MathNode {
        switch expression {
        case .number(let number):
            if number.isInteger {
                return .row(signed(number.isNegative, .number("\(number.numerator.magnitude)")))
            }
            let fraction = MathNode.fraction(
                .number("\(number.numerator.magnitude)"), .number("\(number.denominator)"))
            return .row(signed(number.isNegative, fraction))
        case .symbol(let symbol): return symbol.mathNode()
        case .sum(let terms): return sum(terms)
        case .product(let factors): return product(factors)
        case .quotient(let top, let bottom): return .fraction(node(top), node(bottom))
        case .power(let base, let exponent):
            return .scripts(base: node(base, in: .operand), sup: node(exponent))
        case .negation(let operand): return .row(signed(true, node(operand, in: .term)))
        case .function(.sqrt, let argument): return .radical(node(argument))
        case .function(let function, let argument):
            let inner = node(argument)
            return .row([
                .operatorName(function.name),
                argument.standsBare(after: function) ? inner : .parenthesized(inner),
            ])
        }
    }

    private func signed(_ isNegative: Bool, _ node: MathNode) -> [MathNode] {
        isNegative ? [.symbol("−"), node] : [node]
    }

    private func sum(_ terms: [Expression]) -> MathNode {
        var parts: [MathNode] = []
        func append(_ term: Expression) {
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

    private func product(_ factors: [Expression]) -> MathNode {
        var parts: [MathNode] = []
        for factor in factors {
            // Two numbers side by side would read as one.
            if case .number = factor, !parts.isEmpty { parts.append(.symbol("·")) }
            parts.append(node(factor, in: .factor))
        }
        return parts.isEmpty ? .number("1") : .row(parts)
    }

    private func needsBrackets(_ expression: Expression, in position: Position) -> Bool {
        switch (expression, position) {
        case (_, .whole), (.symbol, _), (.function(.sqrt, _), _): false
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

extension Symbol {
    /// An italic letter with its indices below it; a name of several letters upright, as words are.
    ///
    /// - Parameter exponent: stands above the indices.
    func mathNode(exponent: MathNode? = nil) -> MathNode {
        let scalars = Array(name.unicodeScalars)
        let letter: MathNode =
            if scalars.count == 1 {
                .symbol(scalars[0])
            } else if let greek = greekLetter {
                .symbol(greek)
            } else {
                .text(name)
            }
        let sub = indices.isEmpty ? nil : MathNode.text(indices.map(String.init).joined(separator: ","))
        return sub == nil && exponent == nil ? letter : .scripts(base: letter, sub: sub, sup: exponent)
    }
}
