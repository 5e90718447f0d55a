extension Expression: CustomStringConvertible {
    /// Infix that any computer algebra system reads, without blanks: `-t_1/exp(a_1)`, `y_1-t_1`, `x^2`.
    public var plain: String { Notation(self, in: .linear).plain }

    public var description: String { plain }
}

/// Formulas in one line, as they are typed.
extension Notation {
    /// The notation, made in the style `linear`, in the language of formulas.
    package var plain: String {
        var text = ""
        write(to: &text, in: .start)
        return text
    }

    private func write(to text: inout String, in position: Position) {
        let isBracketed = needsBrackets(in: position, .linear)
        if isBracketed { text += "(" }
        switch self {
        case .numeral(let digits): text += digits
        case .symbol(let name, let indices): text += indices.reduce(name) { "\($0)_\($1)" }
        case .sum(let terms):
            terms[0].write(to: &text, in: .start)
            for (isSubtracted, term) in Self.signed(terms, in: .linear) {
                text += isSubtracted ? "-" : "+"
                term.write(to: &text, in: .term)
            }
        case .product(let factors):
            factors[0].write(to: &text, in: .firstFactor)
            for factor in factors.dropFirst() {
                text += "*"
                factor.write(to: &text, in: .factor)
            }
        case .quotient(let top, let bottom):
            top.write(to: &text, in: .firstFactor)
            text += "/"
            bottom.write(to: &text, in: .factor)
        case .power(let base, let exponent):
            base.write(to: &text, in: .base)
            text += "^"
            exponent.write(to: &text, in: .base)
        case .negation(let operand):
            text += "-"
            operand.write(to: &text, in: .term)
        case .function(let function, let argument): text += "\(function.name)(\(argument.plain))"
        case .series(let series, let index, let bounds, let operand):
            text += "\(series.rawValue)_"
            if let bounds {
                text += "{\(index)="
                bounds.from.write(to: &text, in: .base)
                text += "}^"
                // A name right before a bracket would be a function.
                if case .numeral = bounds.to { text += bounds.to.plain } else { text += "(\(bounds.to.plain))" }
            } else {
                text += index
            }
            text += " "
            operand.write(to: &text, in: .base)
        case .derivative(let value, let variable): text += "d \(value.plain) / d \(variable.plain)"
        case .dots: text += "⋯"
        }
        if isBracketed { text += ")" }
    }
}
