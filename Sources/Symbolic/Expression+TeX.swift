extension Expression {
    /// The expression as TeX sets it: `-\frac{t_1}{\exp(a_1)}`, `t_1 \log y_1`.
    public var tex: String {
        switch self {
        case .number(let number):
            if number.isInteger { return "\(number)" }
            return (number.isNegative ? "-" : "")
                + "\\frac{\(number.numerator.magnitude)}{\(number.denominator)}"
        case .symbol(let symbol):
            return symbol.tex
        case .sum(let terms):
            return terms.dropFirst().reduce(terms.first?.tex(in: .firstTerm) ?? "0") { text, term in
                if let opposite = term.opposite { return text + " - " + opposite.tex(in: .term) }
                return text + " + " + term.tex(in: .term)
            }
        case .product(let factors):
            return factors.indices.reduce(factors.isEmpty ? "1" : "") { text, index in
                let factor = factors[index]
                if index > 0, case .number(let number) = factor, !number.isNegative {
                    return text + " \\cdot " + factor.tex
                }
                let separator = index > 0 ? " " : ""
                if case .function(let function, let argument) = factor, function != .sqrt,
                    index + 1 < factors.count
                {
                    // Without brackets, what follows would read as a part of the argument.
                    return text + separator + "\\\(function.name)" + bracketed(argument.tex)
                }
                return text + separator + factor.tex(in: index > 0 ? .factor : .firstFactor)
            }
        case .quotient(let top, let bottom):
            return "\\frac{\(top.tex)}{\(bottom.tex)}"
        case .power(let base, let exponent):
            return base.tex(in: .operand) + "^{\(exponent.tex)}"
        case .negation(let operand):
            return "-" + operand.tex(in: .term)
        case .function(.sqrt, let argument):
            return "\\sqrt{\(argument.tex)}"
        case .function(let function, let argument):
            return "\\\(function.name)"
                + (argument.standsBare(after: function) ? " \(argument.tex)" : bracketed(argument.tex))
        }
    }

    /// Whether a function is written without brackets before this argument: log y, but exp(a).
    public func standsBare(after function: Function) -> Bool {
        switch self {
        case .symbol: function != .exp
        case .number(let number): function != .exp && number.isInteger && !number.isNegative
        default: false
        }
    }

    private func tex(in position: Position) -> String {
        // A fraction bar brackets by itself, except under an exponent.
        if case .quotient = self, position < .operand { return tex }
        if case .function(let function, _) = self, position == .operand, function != .exp {
            return bracketed(tex)
        }
        if case .product = self, position == .factor { return tex }
        return needsBrackets(in: position) ? bracketed(tex) : tex
    }
}

/// Brackets that grow round a fraction.
private func bracketed(_ tex: String) -> String {
    tex.split(separator: "\\").contains { $0.hasPrefix("frac") } ? "\\left(\(tex)\\right)" : "(\(tex))"
}

extension Symbol {
    /// `a_1`, `w_{1,2}`, `\theta`, `\mathrm{loss}`.
    public var tex: String {
        let letter =
            name.count == 1 ? name : Symbol.greekNames.contains(name) ? "\\\(name)" : "\\mathrm{\(name)}"
        let list = indices.map(String.init).joined(separator: ",")
        return list.isEmpty ? letter : list.count == 1 ? "\(letter)_\(list)" : "\(letter)_{\(list)}"
    }

    private static let greekNames: Set<String> = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
        "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
        "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
    ]
}
