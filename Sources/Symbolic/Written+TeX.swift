extension Expression {
    /// The expression as TeX sets it: `-\frac{t_1}{\exp(a_1)}`, `t_1 \log y_1`.
    public var tex: String { Notation(self, in: .builtUp).written.tex }
}

extension Symbol {
    /// `a_1`, `w_{1,2}`, `\theta`, `\mathrm{loss}`.
    public var tex: String { Expression.symbol(self).tex }
}

extension Written {
    package var tex: String {
        switch self {
        case .numeral(let digits): return digits
        case .name(let name):
            if let tex = name.texOfName { return "{\(tex)}" }
            return greekLetter(named: name) != nil ? "\\\(name)" : isWord(name) ? "\\mathrm{\(name)}" : name
        case .scripts(let base, let indices, let exponent):
            let list = indices.map(\.tex).joined(separator: ",")
            let sub = list.isEmpty ? "" : list.count == 1 ? "_\(list)" : "_{\(list)}"
            if case .name(let name) = base, let raised = name.texOfName?.raisedTeX {
                return "\(raised.base)\(sub)^\(raised.superscript)"
            }
            return base.tex + sub + (exponent.map { "^{\($0.tex)}" } ?? "")
        case .function(let name):
            let (word, digits) = Self.parts(ofFunction: name)
            let base = Self.texFunctions.contains(word) ? "\\\(word)" : "\\operatorname{\(word)}"
            return digits.isEmpty ? base : "\(base)_{\(digits)}"
        case .sign(let sign): return sign.tex
        case .series(let series, let below, let above):
            let name = series == .mean ? "operatorname*{mean}" : series.rawValue
            return "\\\(name)_{\(below.tex)}" + (above.map { "^{\($0.tex)}" } ?? "")
        case .fraction(let top, let bottom): return "\\frac{\(top.tex)}{\(bottom.tex)}"
        case .radical(let radicand): return "\\sqrt{\(radicand.tex)}"
        case .brackets(let content):
            return content.isTall ? "\\left(\(content.tex)\\right)" : "(\(content.tex))"
        case .squareBrackets(let content):
            return content.isTall ? "\\left[\(content.tex)\\right]" : "[\(content.tex)]"
        case .bars(let content):
            return content.isTall ? "\\left|\(content.tex)\\right|" : "|\(content.tex)|"
        case .cases(let cases):
            let rows = cases.map { "\($0.value.tex) & \($0.condition.tex)" }
            return "\\begin{cases} \(rows.joined(separator: " \\\\ ")) \\end{cases}"
        case .comma: return ","
        case .thinSpace: return "\\,"
        case .row(let parts):
            var text = ""
            for (index, part) in parts.enumerated() {
                text += index > 0 && parts[index - 1].isApart(from: part) ? " " + part.tex : part.tex
            }
            return text
        }
    }

    /// A function's name without the digits below it, and these: log₁₀.
    package static func parts(ofFunction name: String) -> (word: String, digits: String) {
        let word = name.prefix { $0.isASCII }
        return (
            String(word),
            String(name.dropFirst(word.count).compactMap(\.wholeNumberValue).map { "\($0)" }.joined())
        )
    }

    /// The functions that TeX has commands for.
    private static let texFunctions: Set = [
        "exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min",
    ]

    private func isApart(from next: Written) -> Bool {
        switch (self, next) {
        case (_, .comma), (.sign(.negative), _), (.function, .brackets), (.function, .scripts(.brackets, _, _)),
            (.scripts(.function, _, _), .brackets):
            false
        default: true
        }
    }

    /// Whether brackets grow round it.
    private var isTall: Bool {
        switch self {
        case .fraction, .series, .cases: true
        case .numeral, .name, .function, .sign, .comma, .thinSpace: false
        case .scripts(let base, _, let exponent): base.isTall || exponent?.isTall ?? false
        case .radical(let part), .brackets(let part), .squareBrackets(let part), .bars(let part): part.isTall
        case .row(let parts): parts.contains(where: \.isTall)
        }
    }
}

extension Written.Sign {
    fileprivate var tex: String {
        switch self {
        case .plus: "+"
        case .minus, .negative: "-"
        case .dot: "\\cdot"
        case .times: "\\times"
        case .relation(let relation):
            switch relation {
            case .equal: "="
            case .notEqual: "\\ne"
            case .less: "<"
            case .lessOrEqual: "\\le"
            case .greater: ">"
            case .greaterOrEqual: "\\ge"
            }
        case .dots: "\\cdots"
        case .partial: "\\partial"
        case .elementwise: "\\odot"
        case .transposed: "\\top"
        }
    }
}
