extension PaperSign {
    /// What TeX puts on paper: blanks vanish, so digits with a blank between them are one number.
    package static func signs(tex: String) throws -> [PaperSign] {
        var rest = Array(tex)[...]
        let signs = try signs(&rest, until: nil)
        guard rest.isEmpty else { throw FormulaReader.Ambiguity(text: "a bracket closes nothing") }
        return signs
    }

    private static func signs(_ rest: inout ArraySlice<Character>, until closing: String?) throws -> [PaperSign]
    {
        var signs: [PaperSign] = []
        while let first = rest.first {
            if let closing, rest.starts(with: closing) {
                rest = rest.dropFirst(closing.count)
                return signs
            }
            rest.removeFirst()
            switch first {
            case " ": break
            case "0"..."9", ".":
                if case .digits(let digits)? = signs.last {
                    signs[signs.count - 1] = .digits(digits + String(first))
                } else {
                    signs.append(.digits(String(first)))
                }
            case "a"..."z", "A"..."Z": signs.append(.letter(String(first)))
            case "-": signs.append(.mark("−"))
            case "+", "=", ",", "<", ">": signs.append(.mark(first))
            case "[": signs.append(.squareBrackets(try self.signs(&rest, until: "]")))
            case "|": signs.append(.bars(try self.signs(&rest, until: "|")))
            case "(": signs.append(.brackets(try self.signs(&rest, until: ")")))
            case "_", "^":
                let part = try argument(&rest)
                if first == "^", case .scripts(let below?, nil)? = signs.last {
                    signs[signs.count - 1] = .scripts(below, part)
                } else {
                    signs.append(first == "_" ? .scripts(part, nil) : .scripts(nil, part))
                }
            case "\\": signs.append(try command(&rest))
            default: throw FormulaReader.Ambiguity(text: "‘\(first)’ in TeX")
            }
        }
        guard closing == nil else { throw FormulaReader.Ambiguity(text: "\(closing!) is missing") }
        return signs
    }

    private static func command(_ rest: inout ArraySlice<Character>) throws -> PaperSign {
        let letters = rest.prefix { $0.isLetter }
        if letters.isEmpty, rest.popFirst() == "," { return .space }
        rest = rest.dropFirst(letters.count)
        switch String(letters) {
        case "frac": return .fraction(try argument(&rest), try argument(&rest))
        case "sqrt": return .radical(try argument(&rest))
        case "mathrm":
            let word = try argument(&rest)
            return .word(
                word.map { sign in
                    switch sign {
                    case .letter(let text), .digits(let text): text
                    default: "?"
                    }
                }.joined())
        case "cdot": return .mark("·")
        case "partial": return .mark("∂")
        case "sum", "prod": return .series(String(letters) == "sum" ? "sum" : "product")
        case "left":
            return switch rest.removeFirst() {
            case "[": .squareBrackets(try signs(&rest, until: "\\right]"))
            case "|": .bars(try signs(&rest, until: "\\right|"))
            default: .brackets(try signs(&rest, until: "\\right)"))
            }
        case "ne": return .mark("≠")
        case "le": return .mark("≤")
        case "ge": return .mark("≥")
        case "operatorname":
            let letters = try argument(&rest).map { sign in
                if case .letter(let text) = sign { text } else { "?" }
            }
            return .function(letters.joined())
        case let name
        where ["exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min"].contains(name):
            return .function(name)
        case let name: return .letter(name)
        }
    }

    private static func argument(_ rest: inout ArraySlice<Character>) throws -> [PaperSign] {
        guard rest.first != "{" else {
            rest.removeFirst()
            return try signs(&rest, until: "}")
        }
        var one = rest.prefix(1)
        rest = rest.dropFirst()
        return try signs(&one, until: nil)
    }
}
