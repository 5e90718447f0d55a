/// Where the line of a formula may end.
extension Notation {
    /// A term or a factor, as it goes on a line and as it begins one.
    package struct LinePart {
        package let inLine: Written
        package let atStart: Written
    }

    /// The parts of a built-up formula between which a line may end: the terms of a sum, each with its sign, or else the
    /// factors of a product, which have a dot before them at the start of a line. Fractions and brackets are whole.
    package var lineParts: [LinePart] {
        switch self {
        case .operation(.sum, let terms):
            return Self.parts(ofTerms: terms).map { LinePart(inLine: .row($0), atStart: .row($0)) }
        case .operation(.product, _):
            return Self.parts(of: flattenedFactors, by: nil).map { separator, factor in
                LinePart(
                    inLine: .row([separator, factor].compactMap { $0 }),
                    atStart: .row([.sign(separator == .sign(.times) ? .times : .dot), factor]))
            }
        case .operation(.negation, let x) where !x[0].needsBrackets(in: .term, .builtUp):
            var parts = x[0].lineParts
            let start = Written.row([.sign(.negative), parts[0].inLine])
            parts[0] = LinePart(inLine: start, atStart: start)
            return parts
        default: return [LinePart(inLine: written, atStart: written)]
        }
    }
}
