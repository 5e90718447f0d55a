/// A formula as it is set, sign for sign, with every bracket and every dot: what TeX and the typesetter only spell.
package indirect enum Written: Hashable, Sendable {
    case numeral(String)
    /// A letter, a Greek letter's name, or a word.
    case name(String)
    /// Indices with commas between them, and an exponent.
    case scripts(Written, indices: [Written], exponent: Written?)
    /// The upright name of a function.
    case function(String)
    case comma
    case sign(Sign)
    /// A big operator with what stands below and above it.
    case series(Series, below: Written, above: Written?)
    case fraction(Written, Written)
    case radical(Written)
    case brackets(Written)
    /// [x > 0]
    case squareBrackets(Written)
    /// |x|
    case bars(Written)
    /// Values with their conditions, behind a brace.
    case cases([Case])
    /// Between a word and its neighbour.
    case thinSpace
    /// Parts side by side; a row in a row is a part of it.
    case row([Written])

    package struct Case: Hashable, Sendable {
        package let value: Written
        package let condition: Written
    }

    /// The name of a function: a word upright, a letter as that of a value.
    package static func functionName(_ name: String) -> Written {
        if let (first, below) = words(of: name) {
            return .scripts(functionName(first), indices: below, exponent: nil)
        }
        return isWord(name) ? .function(name) : .name(name)
    }

    /// A name's first word and those below it, if there are any.
    private static func words(of name: String) -> (first: String, below: [Written])? {
        let words = name.split(separator: "_").map(String.init)
        guard name.texOfName == nil, words.count > 1 else { return nil }
        return (words[0], words.dropFirst().map { Written(Syntax.Index($0)) })
    }

    /// An index, a number, or what is counted with several: the i+j-1 of x_{i+j-1}.
    init(_ index: Syntax.Index) {
        switch index {
        case .name(let name):
            // The v_new of its gradient's name.
            self = Self.words(of: name).map { .scripts(.name($0), indices: $1, exponent: nil) } ?? .name(name)
        case .value(let value): self = .numeral("\(value)")
        case .sum(let sum):
            var parts: [Written] = []
            func add(_ number: Int, _ rest: [Written]) {
                if number < 0 { parts.append(.sign(parts.isEmpty ? .negative : .minus)) }
                if number > 0, !parts.isEmpty { parts.append(.sign(.plus)) }
                parts +=
                    (number.magnitude == 1 && !rest.isEmpty ? [] : [.numeral("\(number.magnitude)")]) + rest
            }
            for term in sum.terms { add(term.factor, [.name(term.index)]) }
            if sum.number != 0 { add(sum.number, []) }
            self = .row(parts)
        }
    }

    package enum Sign: Hashable, Sendable {
        case plus, minus
        /// A minus sign before a term, not between two.
        case negative
        /// Between factors that would read as one.
        case dot
        case times, dots, partial
        case relation(Relation)
        /// ⊙ between arrays of one shape.
        case elementwise
        /// ⊤ at a matrix.
        case transposed
    }
}
