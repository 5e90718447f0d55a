import Symbolic

/// A sign of a formula as it stands on paper.
package indirect enum PaperSign: Hashable, Sendable {
    case digits(String)
    /// A single letter, Latin or the name of a Greek one.
    case letter(String)
    /// Upright letters side by side.
    case word(String)
    case function(String)
    /// One of `+ − · ∂ , = ≠ < ≤ > ≥`.
    case mark(Character)
    case space
    case series(String)
    case fraction([PaperSign], [PaperSign])
    case radical([PaperSign])
    case brackets([PaperSign])
    /// A condition in square brackets.
    case squareBrackets([PaperSign])
    case bars([PaperSign])
    /// Below and above what stands before.
    case scripts([PaperSign]?, [PaperSign]?)
}

/// Reads formulas by the usual rules of mathematics, and refuses what a careful reader could take for two things.
///
/// - Signs side by side are multiplied. Digits side by side are one number, a number before a fraction of numbers is a
///   mixed one, and a number has nothing but a sign or an operator before it.
/// - A function without brackets takes the one letter, word or number after it, and nothing may follow.
/// - A ∑ takes the product after it.
/// - A word stands apart: beside another word, a function or a bracket by a dot, else at least by a space.
package struct FormulaReader {
    package struct Ambiguity: Error {
        package let text: String
        package init(text: String) { self.text = text }
    }

    private let signs: [PaperSign]
    private var next = 0

    package static func read(_ signs: [PaperSign]) throws -> Meaning {
        var reader = FormulaReader(signs: signs)
        let meaning = try reader.sum()
        guard reader.next == signs.count else { throw Ambiguity(text: "\(signs[reader.next]) stands alone") }
        return meaning
    }

    private var sign: PaperSign? { next < signs.count ? signs[next] : nil }

    private mutating func accept(_ mark: Character) -> Bool {
        guard sign == .mark(mark) else { return false }
        next += 1
        return true
    }

    private mutating func sum() throws -> Meaning {
        var terms = [accept("−") ? Meaning.negation(try product()) : try product()]
        while true {
            if accept("+") {
                terms.append(try product())
            } else if accept("−") {
                terms.append(.negation(try product()))
            } else {
                return .sum(terms)
            }
        }
    }

    /// What one factor shows to the next.
    private enum Edge { case nothing, digits, word, bareFunction, fraction, other }

    private mutating func product() throws -> Meaning {
        var factors: [Meaning] = []
        var last = Edge.nothing
        while let sign, sign != .mark("+"), sign != .mark("−"), sign != .mark("=") {
            if last == .bareFunction { throw Ambiguity(text: "does the function take \(sign)?") }
            if sign == .mark("·") {
                next += 1
                guard last != .nothing else { throw Ambiguity(text: "nothing before the dot") }
                last = .nothing
                guard let sign = self.sign, sign != .mark("+"), sign != .mark("−"), sign != .mark("·") else {
                    throw Ambiguity(text: "nothing after the dot")
                }
                continue
            }
            var isApart = false
            if sign == .space {
                next += 1
                isApart = true
            }
            guard let sign = self.sign else { throw Ambiguity(text: "a space at the end") }
            try check(sign, after: last, isApart: isApart)
            let (factor, edge) = try self.factor()
            factors.append(factor)
            last = edge
        }
        guard !factors.isEmpty else { throw Ambiguity(text: "nothing where a product is expected") }
        return .product(factors)
    }

    private func check(_ sign: PaperSign, after last: Edge, isApart: Bool) throws {
        if last == .nothing { return }
        switch (last, sign) {
        case (.bareFunction, _): throw Ambiguity(text: "does the function take \(sign)?")
        case (_, .digits): throw Ambiguity(text: "a number right after a factor")
        case (_, .fraction(let top, let bottom)) where Self.isNumber(top) && Self.isNumber(bottom):
            throw Ambiguity(text: "a mixed number")
        case (.digits, .fraction(let top, _)) where Self.isNumber(top):
            throw Ambiguity(text: "nearly a mixed number")
        case (.word, .word), (.word, .function), (.word, .brackets):
            throw Ambiguity(text: "a word beside a word, a function or a bracket")
        case (.fraction, .fraction): if !isApart { throw Ambiguity(text: "two bars that nearly touch") }
        case (.word, _), (_, .word): if !isApart { throw Ambiguity(text: "a word touches something") }
        default: break
        }
    }

    private static func isNumber(_ signs: [PaperSign]) -> Bool {
        signs.allSatisfy { sign in
            switch sign {
            case .digits, .mark("·"), .mark("−"): true
            case .scripts(nil, let above?): isNumber(above)
            case .fraction(let top, let bottom): isNumber(top) && isNumber(bottom)
            default: false
            }
        }
    }

    private mutating func factor() throws -> (Meaning, Edge) {
        guard let sign else { throw Ambiguity(text: "nothing where a factor is expected") }
        next += 1
        switch sign {
        case .digits(let first):
            var digits = first
            while case .digits(let more)? = self.sign {
                digits += more
                next += 1
            }
            var edge = Edge.digits
            if case .scripts? = self.sign { edge = .other }
            return (try scripted(.number(Field(digits: digits))), edge)
        case .letter(let name): return (try symbol(name), .other)
        case .word(let name): return (try symbol(name), .word)
        case .function(let name):
            guard let argument = self.sign else { throw Ambiguity(text: "\(name) of nothing") }
            if case .brackets(let content) = argument {
                next += 1
                let arguments = try content.split(separator: .mark(",")).map { try Self.read(Array($0)) }
                return (try scripted(.function(name, arguments)), .other)
            }
            switch argument {
            case .letter, .word, .digits: return (.function(name, [try factor().0]), .bareFunction)
            default: throw Ambiguity(text: "\(name) of what?")
            }
        case .series(let name):
            guard case .scripts(let below?, let above)? = self.sign else {
                throw Ambiguity(text: "\(name) over nothing")
            }
            next += 1
            let parts = below.split(separator: .mark("="), maxSplits: 1)
            guard case .letter(let index)? = parts.first?.first ?? nil, parts[0].count == 1 else {
                throw Ambiguity(text: "\(name) over what?")
            }
            var arguments: [Meaning] = []
            if parts.count == 2 { arguments.append(try Self.read(Array(parts[1]))) }
            if let above { arguments.append(try Self.read(above)) }
            return (.function("\(name) \(index)", arguments + [try product()]), .bareFunction)
        case .fraction(let top, let bottom):
            if top.first == .mark("∂"), bottom.first == .mark("∂") {
                let parts = [try Self.read(Array(top.dropFirst())), try Self.read(Array(bottom.dropFirst()))]
                return (.function("derivative", parts), .fraction)
            }
            let fraction = Meaning.quotient(try Self.read(top), try Self.read(bottom))
            if case .scripts? = self.sign { throw Ambiguity(text: "a script at a fraction") }
            return (fraction, .fraction)
        case .radical(let content): return (try scripted(.function("sqrt", [try Self.read(content)])), .other)
        case .brackets(let content): return (try scripted(try Self.read(content)), .other)
        case .bars(let content): return (try scripted(.function("abs", [try Self.read(content)])), .other)
        case .squareBrackets(let content):
            let isRelation = { (sign: PaperSign) in Self.relations.contains { sign == .mark($0.key) } }
            let sides = content.split(whereSeparator: isRelation)
            guard sides.count == 2, case .mark(let sign)? = content.first(where: isRelation) else {
                throw Ambiguity(text: "brackets without a relation")
            }
            let operands = try sides.map { try Self.read(Array($0)) }
            return (try scripted(.function(Operation(Self.relations[sign]!).name, operands)), .other)
        case .mark, .space, .scripts: throw Ambiguity(text: "\(sign) where a factor is expected")
        }
    }

    private static let relations: [Character: Relation] = [
        "=": .equal, "≠": .notEqual, "<": .less, "≤": .lessOrEqual, ">": .greater, "≥": .greaterOrEqual,
    ]

    private mutating func symbol(_ name: String) throws -> Meaning {
        guard case .scripts(let below?, let above)? = sign else { return try scripted(.symbol(name)) }
        next += 1
        let indices = try below.split(separator: .mark(",")).map { index -> String in
            switch (index.count, index.first) {
            case (1, .digits(let text)), (1, .letter(let text)), (1, .word(let text)): return text
            default: throw Ambiguity(text: "an index of several parts")
            }
        }
        let symbol = Meaning(name, indices: indices)
        if case .scripts? = sign { throw Ambiguity(text: "two scripts at one sign") }
        return try above.map { .power(symbol, try Self.read($0)) } ?? symbol
    }

    private mutating func scripted(_ base: Meaning) throws -> Meaning {
        guard case .scripts(let below, let above?)? = sign else { return base }
        next += 1
        guard below == nil else { throw Ambiguity(text: "an index at what is no symbol") }
        if case .scripts? = sign { throw Ambiguity(text: "two scripts at one sign") }
        return .power(base, try Self.read(above))
    }
}
