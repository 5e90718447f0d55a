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

    /// A condition without its brackets.
    private var plainCondition: String {
        guard case .operation(let operation, let x) = self, case .comparison(let relation) = operation.form
        else {
            return plain
        }
        return "\(x[0].plain)\(relation.rawValue)\(x[1].plain)"
    }

    private func write(to text: inout String, in position: Position) {
        let isBracketed = needsBrackets(in: position, .linear)
        if isBracketed { text += "(" }
        switch self {
        case .numeral(let digits): text += digits
        case .symbol(let name, let indices):
            text += indices.reduce(name) { text, index in
                if case .sum = index { "\(text)_{\(index.text)}" } else { "\(text)_\(index.text)" }
            }
        case .operation(.sum, let terms):
            terms[0].write(to: &text, in: .start)
            for (isSubtracted, term) in Self.signed(terms, in: .linear) {
                text += isSubtracted ? "-" : "+"
                term.write(to: &text, in: .term)
            }
        case .operation(let operation, let operands):
            switch operation.form {
            case .infix(let sign, let first, let others, _):
                operands[0].write(to: &text, in: first)
                for operand in operands.dropFirst() {
                    text += sign
                    operand.write(to: &text, in: others)
                }
            case .prefix(let sign, let position, _):
                text += sign
                operands[0].write(to: &text, in: position)
            case .comparison(let relation):
                text += "[\(operands[0].plain)\(relation.rawValue)\(operands[1].plain)]"
            case .letter: text += operation.name
            case .name, .bracketedName, .radical, .bars:
                text += "\(operation.name)(\(operands.map(\.plain).joined(separator: ",")))"
            }
        case .arrays(.transpose, let operands):
            operands[0].write(to: &text, in: .base)
            text += "'"
        case .arrays(.row(let index), let operands):
            operands[0].write(to: &text, in: .base)
            text += "_\(index)"
        case .arrays(let operation, let operands):
            for (index, operand) in operands.enumerated() {
                if index > 0 { text += operation == .matrixProduct ? "@" : "*" }
                operand.write(to: &text, in: .factor)
            }
        case .series(let series, let indices, let bounds, let operand):
            let index = indices.joined(separator: ",")
            text += "\(series.rawValue)_"
            switch bounds {
            case nil: text += indices.count > 1 ? "{\(index)}" : index
            case .others(let other): text += "{\(index)!=\(other.plain)}"
            case .values(let from, let to):
                text += "{\(index)="
                from.write(to: &text, in: .base)
                text += "}^"
                // A name right before a bracket would be a function.
                if case .numeral = to { text += to.plain } else { text += "(\(to.plain))" }
            }
            text += " "
            operand.write(to: &text, in: .base)
        case .call(let name, let arguments):
            text += "\(name)(\(arguments.map(\.plain).joined(separator: ",")))"
        case .cases(let cases):
            for (position, one) in cases.enumerated() {
                text += position < cases.count - 1 ? "if \(one.condition.plainCondition) then " : ""
                text += one.value.plain + (position < cases.count - 1 ? " else " : "")
            }
        case .derivative(let value, let variable): text += "d \(value.plain) / d \(variable.plain)"
        case .dots: text += "⋯"
        }
        if isBracketed { text += ")" }
    }
}
