/// What is known to be equal, indexed so that a search only sees the relations that could help.
struct Relations: Sendable {
    /// Terms that equal 1: y S/exp(a) for y = exp(a)/S.
    private(set) var units: [Polynomial.Term] = []
    private var unitsOfAtom: [Int: [Int]] = [:]

    /// Sums of three or more terms that equal 0: t_1 + t_2 + t_3 − 1.
    private(set) var zeros: [Polynomial] = []
    private var zeroTermsOfAtom: [Int: [(zero: Int, term: Int)]] = [:]

    /// Adds that a polynomial is 0.
    mutating func add(_ zero: Polynomial) {
        switch zero.terms.count {
        case 0: break
        case 2:
            // a + b = 0 says that −a/b = 1.
            guard let ratio = try? zero.terms[0].negated().multiplied(by: zero.terms[1], to: -1) else { break }
            add(unit: ratio)
        default: add(zeroSum: zero)
        }
    }

    private mutating func add(unit: Polynomial.Term) {
        units.append(unit)
        // A term is worth multiplying if at least half of the unit's atoms cancel. Of any h among m atoms at least
        // one is among any m − h + 1, so those atoms that the fewest units share suffice for the index.
        let atoms = unit.monomial.powers.map(\.atom)
        let rarest = atoms.sorted { (unitsOfAtom[$0]?.count ?? 0, $0) < (unitsOfAtom[$1]?.count ?? 0, $1) }
        for atom in rarest.prefix(atoms.count - Relations.half(atoms.count) + 1) {
            unitsOfAtom[atom, default: []].append(units.count - 1)
        }
    }

    private mutating func add(zeroSum zero: Polynomial) {
        zeros.append(zero)
        var counts: [Int: Int] = [:]
        for term in zero.terms {
            for power in term.monomial.powers { counts[power.atom, default: 0] += 1 }
        }
        for (index, term) in zero.terms.enumerated() {
            let rarest = term.monomial.powers.min { (counts[$0.atom]!, $0.atom) < (counts[$1.atom]!, $1.atom) }
            if let rarest { zeroTermsOfAtom[rarest.atom, default: []].append((zeros.count - 1, index)) }
        }
    }

    /// The units and exponents ±1 by which at least half of the unit's atoms come nearer to cancelling in a term.
    func units(shortening monomial: Monomial) -> [(unit: Polynomial.Term, exponent: Int)] {
        var found: [(unit: Int, exponent: Int)] = []
        for power in monomial.powers {
            for index in unitsOfAtom[power.atom] ?? [] {
                let atoms = units[index].monomial.powers
                var same = 0
                var opposite = 0
                for unitPower in atoms {
                    switch monomial.exponent(of: unitPower.atom).signum() * unitPower.exponent.signum() {
                    case 1: same += 1
                    case -1: opposite += 1
                    default: break
                    }
                }
                if opposite >= Relations.half(atoms.count) { found.append((index, 1)) }
                if same >= Relations.half(atoms.count) { found.append((index, -1)) }
            }
        }
        return found.map { (units[$0.unit], $0.exponent) }
    }

    /// The sums that equal 0, each times such a factor that at least half of its terms (rounded down) cancel in a
    /// polynomial, those that cancel most first.
    ///
    /// Every term votes for the factors that make some term of a zero sum equal to it, so that the work is in the
    /// size of the polynomial, not in its size times the sum's.
    func zeros(cancellingIn polynomial: Polynomial) -> [(zero: Polynomial, factor: Polynomial.Term)] {
        var votes: [Candidate: Int] = [:]
        var candidates: [Candidate] = []
        for term in polynomial.terms {
            for power in term.monomial.powers {
                for (zero, index) in zeroTermsOfAtom[power.atom] ?? []
                where zeros[zero].terms.count / 2 <= polynomial.terms.count {
                    guard let factor = try? term.multiplied(by: zeros[zero].terms[index], to: -1) else {
                        continue
                    }
                    let candidate = Candidate(zero: zero, factor: factor)
                    if votes.updateValue(votes[candidate, default: 0] + 1, forKey: candidate) == nil {
                        candidates.append(candidate)
                    }
                }
            }
        }
        let ranked = candidates.enumerated()
            .map { (candidate: $1, votes: votes[$1]!, order: $0) }
            // A constant term of the sum has no atom to vote by, but may cancel as well.
            .filter { $0.votes + 1 >= zeros[$0.candidate.zero].terms.count / 2 }
            .sorted { ($1.votes, $0.order) < ($0.votes, $1.order) }
        return ranked.prefix(Relations.mostCandidates).map { (zeros[$0.candidate.zero], $0.candidate.factor) }
    }

    private struct Candidate: Hashable {
        let zero: Int
        let factor: Polynomial.Term
    }

    private static let mostCandidates = 32

    private static func half(_ count: Int) -> Int { (count + 1) / 2 }
}
