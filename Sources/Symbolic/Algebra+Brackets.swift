/// Sums in brackets where formulas have them: a K + (1 − a) L prints so, not as a K + L − a L, and exp(a + b) not as
/// exp(a) exp(b).
extension Algebra {
    /// Takes note of how an operation is written.
    package mutating func noteWritten(_ operation: Operation, on operands: [Polynomial]) {
        switch operation {
        case .exp where operands[0].terms.count > 1: writtenExponents.insert(operands[0])
        case .product:
            for operand in operands where operand.terms.count > 1 {
                guard let bracket = try? operand.split().primitive, !writtenBrackets.contains(bracket),
                    writtenBrackets.count < Self.mostBrackets
                else { continue }
                writtenBrackets.append(bracket)
            }
        case .sum: noteLeadingNumber(of: try? Polynomial.sum(operands), beginningWith: operands[0])
        case .difference:
            noteLeadingNumber(of: try? difference(operands[0], operands[1]), beginningWith: operands[0])
        default: break
        }
    }

    /// 1 + x is to print so, and not as x + 1; and 1 + x + y, which begins with that.
    private mutating func noteLeadingNumber(of sum: Polynomial?, beginningWith first: Polynomial) {
        func primitive(_ polynomial: Polynomial) -> Polynomial? { try? polynomial.split().primitive }
        let isNumber = first.number.map { !$0.isNegative } ?? false
        guard isNumber || primitive(first).map(leadingNumbers.contains) == true,
            let sum = sum.flatMap(primitive)
        else { return }
        leadingNumbers.insert(sum)
    }

    /// So that large models print as fast.
    private static let mostBrackets = 50

    /// A part of a sum: a term, or a term times a bracket, or times a sum over an axis that several terms are.
    struct Group {
        let content: Polynomial.Term
        var bracket: Polynomial?
        var series: Expression?
        /// The place of its first term in the sum.
        let place: Int
    }

    /// A sum with the brackets that formulas have, where they make it no longer.
    func groups(of sum: Polynomial) -> [Group] {
        var places = Array(sum.terms.indices)
        var groups = sharedSums(of: &places, in: sum)
        for bracket in writtenBrackets where bracket.terms.count < places.count {
            for place in places where places.contains(place) {
                guard let content = content(of: sum.terms[place], in: bracket),
                    let terms = try? bracket.multiplied(by: content).terms
                else { continue }
                let own = terms.compactMap { term in places.first { sum.terms[$0] == term } }
                guard own.count == terms.count, gain(content, times: bracket, beside: terms) >= 0 else {
                    continue
                }
                places.removeAll(where: own.contains)
                groups.append(Group(content: content, bracket: bracket, place: own.min() ?? place))
            }
        }
        groups += commonFactors(of: &places, in: sum)
        return groups + places.map { Group(content: sum.terms[$0], place: $0) }
    }

    /// What a term is a multiple of a bracket's first term by; nil if it is no multiple, or one by a number.
    private func content(of term: Polynomial.Term, in bracket: Polynomial) -> Polynomial.Term? {
        let first = bracket.terms[0]
        let isMultiple = first.monomial.powers.allSatisfy {
            let exponent = term.monomial.exponent(of: $0.atom)
            return $0.exponent > 0 ? exponent >= $0.exponent : exponent <= $0.exponent
        }
        guard isMultiple, let content = try? term.multiplied(by: first, to: -1), content.monomial != .one
        else { return nil }
        return content
    }

    /// How much shorter a term times a bracket is than what it is multiplied out.
    func gain(
        _ content: Polynomial.Term, times bracket: Polynomial, beside terms: [Polynomial.Term]
    ) -> Int {
        func unsigned(_ term: Polynomial.Term, _ length: Int) -> Int {
            length - (term.coefficient.isNegative ? 1 : 0)
        }
        let multipliedOut = terms.reduce(terms.count - 1) { $0 + unsigned($1, length($1)) }
        return multipliedOut - unsigned(content, length(content, times: bracket))
    }
}
