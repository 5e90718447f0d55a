/// What is known to be equal, indexed so that a search only sees the relations that could help.
///
/// A relation is used as it is given. x y = x z says that x y may be replaced by x z, and nothing about y/z.
struct Relations: Sendable {
    /// A term that may be replaced by another.
    struct Replacement {
        let old: Polynomial.Term
        let new: Polynomial.Term
    }

    /// Two terms that are equal: y and exp(a)/S.
    struct Pair {
        let left: Polynomial.Term
        let right: Polynomial.Term
        /// left/right, without what they share.
        let ratio: Monomial
        /// The one atom of the ratio that is a sum over an axis: to be rid of it is worth a few others.
        let heavy: Int?
    }

    private(set) var pairs: [Pair] = []
    private var pairsOfAtom: [Int: [Int]] = [:]

    /// Sums that equal 0, of one term or of three and more: x y; t_1 + t_2 + t_3 − 1.
    private(set) var zeros: [Polynomial] = []
    private var shortZerosOfMonomial: [Monomial: [Int]] = [:]
    private var zeroTermsOfAtom: [Int: [(zero: Int, term: Int)]] = [:]

    /// Adds that a polynomial is 0.
    ///
    /// - Parameter isSeries: whether an atom is, or holds, a sum over an axis.
    mutating func add(_ zero: Polynomial, where isSeries: (Int) -> Bool) {
        switch zero.terms.count {
        case 0: break
        case 2:
            guard let right = try? zero.terms[1].negated(),
                let ratio = try? zero.terms[0].monomial.multiplied(by: right.monomial, to: -1)
            else { break }
            let heavy = ratio.powers.filter { isSeries($0.atom) }
            add(
                Pair(
                    left: zero.terms[0], right: right, ratio: ratio,
                    heavy: heavy.count == 1 ? heavy[0].atom : nil))
        default: add(zeroSum: zero)
        }
    }

    private mutating func add(_ pair: Pair) {
        pairs.append(pair)
        // A term is worth changing if at least half of the ratio's atoms cancel. Of any h among m atoms at least
        // one is among any m − h + 1, so those atoms that the fewest pairs share suffice for the index.
        let atoms = pair.ratio.powers.map(\.atom)
        let rarest = atoms.sorted { (pairsOfAtom[$0]?.count ?? 0, $0) < (pairsOfAtom[$1]?.count ?? 0, $1) }
        for atom in rarest.prefix(atoms.count - Relations.half(atoms.count) + 1) {
            pairsOfAtom[atom, default: []].append(pairs.count - 1)
        }
        if let heavy = pair.heavy, !pairsOfAtom[heavy, default: []].contains(pairs.count - 1) {
            pairsOfAtom[heavy, default: []].append(pairs.count - 1)
        }
    }

    private mutating func add(zeroSum zero: Polynomial) {
        zeros.append(zero)
        if zero.terms.count == 3 {
            for term in zero.terms { shortZerosOfMonomial[term.monomial, default: []].append(zeros.count - 1) }
        }
        var counts: [Int: Int] = [:]
        for term in zero.terms {
            for power in term.monomial.powers { counts[power.atom, default: 0] += 1 }
        }
        for (index, term) in zero.terms.enumerated() {
            let rarest = term.monomial.powers.min { (counts[$0.atom]!, $0.atom) < (counts[$1.atom]!, $1.atom) }
            if let rarest { zeroTermsOfAtom[rarest.atom, default: []].append((zeros.count - 1, index)) }
        }
    }

    /// Whether a product that equals 0 is a factor.
    func isZero(_ monomial: Monomial) -> Bool {
        monomial.powers.contains { power in
            zeroTermsOfAtom[power.atom, default: []].contains { zero, _ in
                zeros[zero].terms.count == 1
                    && zeros[zero].terms[0].monomial.powers.allSatisfy {
                        $0.exponent < 0 || monomial.exponent(of: $0.atom) >= $0.exponent
                    }
            }
        }
    }

    /// The sums of three terms that equal 0 and have a certain one among them.
    func shortZeros(with monomial: Monomial) -> [Polynomial] {
        shortZerosOfMonomial[monomial, default: []].map { zeros[$0] }
    }

    /// The replacements by which at least half of the atoms in which the two differ come nearer to cancelling.
    func replacements(shortening monomial: Monomial) -> [Replacement] {
        var seen: Set<Int> = []
        var found: [Replacement] = []
        for power in monomial.powers {
            for index in pairsOfAtom[power.atom] ?? [] where seen.insert(index).inserted {
                let pair = pairs[index]
                let atoms = pair.ratio.powers
                var same = 0
                var opposite = 0
                for ratioPower in atoms {
                    switch monomial.exponent(of: ratioPower.atom).signum() * ratioPower.exponent.signum() {
                    case 1: same += 1
                    case -1: opposite += 1
                    default: break
                    }
                }
                let heavy = pair.heavy.map {
                    monomial.exponent(of: $0).signum() * pair.ratio.exponent(of: $0).signum()
                }
                if opposite >= Relations.half(atoms.count) || heavy == -1 {
                    found.append(Replacement(old: pair.right, new: pair.left))
                }
                if same >= Relations.half(atoms.count) || heavy == 1 {
                    found.append(Replacement(old: pair.left, new: pair.right))
                }
            }
        }
        return found
    }

    /// All replacements of what has an atom with a product, both ways.
    func replacements(of monomial: Monomial) -> [Replacement] {
        var seen: Set<Int> = []
        return monomial.powers.flatMap { power in
            (pairsOfAtom[power.atom] ?? []).filter { seen.insert($0).inserted }.flatMap { index in
                [
                    Replacement(old: pairs[index].left, new: pairs[index].right),
                    Replacement(old: pairs[index].right, new: pairs[index].left),
                ]
            }
        }
    }

    /// The sums that equal 0, each times such a factor that at least half of its terms (rounded down) cancel in a
    /// polynomial, those that cancel most first.
    ///
    /// Every term votes for the factors that make some term of a zero sum equal to it, so that the work is in the
    /// size of the polynomial, not in its size times the sum's.
    ///
    /// - Parameter isSound: whether one term may be divided by another.
    func zeros(
        cancellingIn polynomial: Polynomial, where isSound: (Polynomial.Term, Polynomial.Term) -> Bool
    ) -> [(zero: Polynomial, factor: Polynomial.Term)] {
        var votes: [Candidate: Int] = [:]
        var candidates: [Candidate] = []
        search: for term in polynomial.terms {
            for power in term.monomial.powers {
                for (zero, index) in zeroTermsOfAtom[power.atom] ?? []
                where zeros[zero].terms.count / 2 <= polynomial.terms.count {
                    guard isSound(term, zeros[zero].terms[index]),
                        let factor = try? term.multiplied(by: zeros[zero].terms[index], to: -1)
                    else { continue }
                    let candidate = Candidate(zero: zero, factor: factor)
                    if votes.updateValue(votes[candidate, default: 0] + 1, forKey: candidate) == nil {
                        candidates.append(candidate)
                        // One term has one vote for each.
                        if polynomial.terms.count == 1, candidates.count == Relations.mostCandidates {
                            break search
                        }
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
