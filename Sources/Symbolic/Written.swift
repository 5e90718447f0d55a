/// A formula as it is set, sign for sign, with every bracket and every dot: what TeX and the typesetter only spell.
package indirect enum Written: Hashable, Sendable {
    case numeral(String)
    /// A letter, a Greek letter's name, or a word.
    case name(String)
    /// Indices with commas between them, and an exponent.
    case scripts(Written, indices: [String], exponent: Written?)
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
    package static func functionName(_ name: String) -> Written { isWord(name) ? .function(name) : .name(name) }

    /// An index, a number, or what is counted with several: the i+j-1 of x_{i+j-1}.
    package static func index(_ text: String) -> Written {
        let isSum = text.texOfName == nil && text.dropFirst().contains { $0 == "+" || $0 == "-" }
        if Int(text) != nil { return .numeral(text) }
        guard isSum else { return .name(text) }
        var parts: [Written] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "+" || first == "-" {
                parts.append(.sign(first == "+" ? .plus : parts.isEmpty ? .negative : .minus))
                rest.removeFirst()
            }
            let digits = rest.prefix(while: \.isNumber)
            if !digits.isEmpty { parts.append(.numeral(String(digits))) }
            let name = rest.dropFirst(digits.count).prefix { $0 != "+" && $0 != "-" }
            if !name.isEmpty { parts.append(.name(String(name))) }
            rest = rest.dropFirst(digits.count + name.count)
        }
        return .row(parts)
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
