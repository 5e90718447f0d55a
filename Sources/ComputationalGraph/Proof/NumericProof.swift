import Diagnostics
import Precision
import Symbolic

/// Holds claims against difference quotients of the graph, in some hundred bits.
///
/// All edges are moved at once, each so far that it should move the loss by about 1: the loss moves by their sum. Only
/// where it does not are the edges halved until those are found that are wrong, or steep, or at a kink.
final class NumericProof {
    let proof: ValueProof
    let points: [SamplePoint]
    let identities: (backward: [Bool], forward: [Bool])
    let evaluation: ProgramBalls
    /// What claims and moved edges are computed from.
    private let base: [Int]
    /// What changes when edges are moved.
    private let moved: [Int]
    /// For each instruction the claim that it moves the edge of.
    private let claimOfOffset: [Int?]
    /// The instructions that have kinks.
    let kinks: [Int]
    /// Whether one of them is where two pieces meet, and not only at the edge of a domain.
    private let hasPieces: Bool
    /// At how many points each claim was decided.
    private var decided: [Int]
    private(set) var scales: [ProgramBalls.Scale]
    /// The claims whose edges are moved.
    private var isMoved: [Bool]
    private var shift = 0
    /// How many results of 64 bits have been computed.
    private var work = 0

    /// So many may be, so that numbers that grow and grow don't take hours.
    private let mostWork: Int

    /// An identity is held against numbers at so many points; any other claim at all of them.
    private static let enough = 2
    /// How many times more bits a claim is wrong with that seems to be wrong.
    private static let finest = 16
    /// So many claims may be undecided at one point before it is given up.
    private static let mostUndecided = 8

    init(
        _ proof: ValueProof, _ points: [SamplePoint], identities: (backward: [Bool], forward: [Bool]),
        mostWork: Int
    ) {
        self.proof = proof
        self.mostWork = mostWork
        self.points = points
        self.identities = identities
        evaluation = ProgramBalls(proof.program)
        kinks = proof.program.instructions.indices.filter { index in
            if case .operation(let operation, _, _) = proof.program.instructions[index] {
                operation.hasKinks
            } else {
                false
            }
        }
        hasPieces = kinks.contains { index in
            if case .operation(let operation, _, _) = proof.program.instructions[index] {
                operation.isPiecewise
            } else {
                false
            }
        }
        let offsets = Set(proof.claims.map(\.offset))
        let dependents = proof.program.dependents(on: offsets)
        let needed = proof.program.needed(for: [proof.loss].compactMap(\.self) + proof.claims.map(\.formula))
        base = needed.filter { !dependents[$0] }
        moved = needed.filter { dependents[$0] }
        var claims = [Int?](repeating: nil, count: proof.program.instructions.count)
        for (ordinal, claim) in proof.claims.enumerated() { claims[claim.offset] = ordinal }
        claimOfOffset = claims
        isMoved = [Bool](repeating: false, count: proof.claims.count)
        decided = [Int](repeating: 0, count: proof.claims.count)
        scales = [ProgramBalls.Scale](repeating: .one, count: proof.claims.count)
    }

    var balls: Balls { evaluation.balls }

    func run(_ generator: inout SplitMix64) throws {
        for (index, point) in points.enumerated() {
            try checkForward(at: point, isFirst: index == 0)
            guard let loss = proof.loss else { continue }
            let results = proof.program.run(point.inputs(of: proof.program))
            var wanted = proof.claims.indices.filter { claim in
                !identities.backward[claim] || decided[claim] < Self.enough
                    || !results[proof.claims[claim].formula].isFinite
            }
            if !kinks.isEmpty, !wanted.isEmpty, point.isInDomain {
                let kinked = self.kinked(results, at: point)
                wanted.removeAll { kinked[proof.claims[$0].offset] }
            }
            if wanted.isEmpty || !point.isInDomain { continue }
            try checkBackward(wanted, of: loss, at: point, &generator)
        }
        let ties = TieProof(proof: proof)
        let open = decided.indices.first { claim in
            decided[claim] == 0 && !ties.isSlope(proof.claims[claim], at: points, &generator)
        }
        guard let open else { return }
        guard let place = proof.place(of: proof.claims[open].wire) else { return }
        let kink = standingKink(behind: proof.claims[open])
        throw place.error(
            "the gradient here can’t be proven at any of the points that were tried"
                + (kink.map { ": \($0.reason)" } ?? ""),
            suggestion: kink?.suggestion ?? "say where it is to hold, as in ‘assume: x > 0’")
    }

    /// Marks the instructions at whose edge or kink the point is, the root of 0 or a power of 0, and those that lead to one.
    private func kinked(_ results: [Double], at point: SamplePoint) -> [Bool] {
        let instructions = proof.program.instructions
        var leads = [Bool](repeating: false, count: instructions.count)
        // Doubles may have lost that two values are equal, or tell them apart where only rounding does.
        let isExact = hasPieces && prepare([], at: point, ProgramBalls.leastPrecision, [])
        if isExact { evaluation.run(moved) { _, register, balls in balls.set(register, to: 0.0) } }
        for index in kinks {
            guard case .operation(let operation, let x, let y) = instructions[index] else { continue }
            // Where what it takes has no value a condition rules it out.
            if isExact, balls.isUndefined(x) || balls.isUndefined(y ?? x) { continue }
            if operation.isKink(results[x], results[y ?? x]) {
                leads[index] = true
            } else if isExact, operation.isPiecewise {
                leads[index] = (y.map { balls.order(x, $0) } ?? balls.sign(of: x)) ?? 0 == 0
            }
        }
        guard let last = leads.lastIndex(of: true) else { return leads }
        for index in (0...last).reversed() where leads[index] {
            for operand in instructions[index].operands { leads[operand] = true }
        }
        return leads
    }

    // MARK: Backward

    private func checkBackward(
        _ wanted: [Int], of loss: Int, at point: SamplePoint, _ generator: inout SplitMix64
    ) throws {
        let signs = proof.claims.map { _ in
            Double.random(in: 0.5...1, using: &generator) * (Bool.random(using: &generator) ? 1 : -1)
        }
        var undecided = 0
        var hasValue = false
        // A stack of ranges, so that each claim is met in order.
        var open = [wanted[...]]
        while let claims = open.popLast() {
            let verdict = try verdict(on: claims, of: loss, at: point, signs)
            if case .undecided = verdict, !hasValue {
                hasValue = self.hasValue(loss, at: point)
                if !hasValue { return }
            }
            switch verdict {
            case .equal: for claim in claims { decided[claim] += 1 }
            case .different where claims.count == 1: throw failure(of: claims[claims.startIndex], at: point)
            case .undecided where claims.count == 1:
                undecided += 1
                if undecided > Self.mostUndecided { return }
            case .different, .undecided:
                let middle = claims.startIndex + claims.count / 2
                open += [claims[middle...], claims[..<middle]]
            }
        }
    }

    private enum Verdict { case equal, different, undecided }

    /// Whether the graph itself has a value at a point, as far as any number of bits tells. Where it has none, no quotient
    /// of any edge settles: as where a claim's divisor is 0 that is one of the graph in another form.
    private func hasValue(_ loss: Int, at point: SamplePoint) -> Bool {
        var precision = ProgramBalls.leastPrecision
        while precision <= ProgramBalls.mostPrecision {
            defer { precision *= 2 }
            work += (base.count + moved.count) * (precision / 64)
            guard prepare([], at: point, precision, []) else { continue }
            evaluation.run(moved) { _, register, balls in balls.set(register, to: 0.0) }
            if balls.isDefined(loss) { return true }
            if balls.isUndefined(loss) { return false }
        }
        return false
    }

    /// With more and more bits, until the error of the quotients is small enough for a decision.
    private func verdict(
        on claims: ArraySlice<Int>, of loss: Int, at point: SamplePoint, _ signs: [Double]
    ) throws -> Verdict {
        var precision = ProgramBalls.leastPrecision
        var most = claims.count == 1 ? ProgramBalls.mostPrecision : 4 * ProgramBalls.leastPrecision
        var isSuspect = false
        while precision <= most {
            defer { precision *= 2 }
            // A quotient is of four results; one more is what all is computed from.
            work += (base.count + 4 * moved.count) * (precision / 64)
            if work > mostWork, let place = place(near: claims[claims.startIndex]) {
                throw place.error(
                    "the gradients can’t be proven in \(mostWork) steps; here they need numbers of \(precision) bits",
                    suggestion: "write smaller numbers and exponents, or fewer equations")
            }
            guard prepare(claims, at: point, precision, signs) else { continue }
            // Steps that are smaller than usual need as many bits more.
            if shift > precision / 3 { continue }
            let quotient = evaluation.quotient(of: loss, shift: shift) { step in
                evaluation.run(moved) { _, register, balls in
                    guard let claim = claimOfOffset[register], isMoved[claim] else {
                        return balls.set(register, to: 0.0)
                    }
                    step.set(register, in: balls, scale: scales[claim])
                }
            }
            // A large loss needs as many bits more.
            most = max(most, min(4 * (balls.exponent(of: loss) ?? 0), ProgramBalls.mostPrecision))
            let isUndefined = claims.first { balls.isUndefined(proof.claims[$0].formula) }
            if let isUndefined {
                guard quotient != nil || claims.count == 1 else { return .undecided }
                if claims.count > 1 { return .different }
                if quotient != nil { throw failure(of: isUndefined, at: point) }
                if precision * 2 > most { return .undecided }
                continue
            }
            guard let quotient else { continue }
            if claims.count == 1, !balls.isDefined(proof.claims[claims[claims.startIndex]].formula) {
                if balls.hasLeftRange || isOnBorder(claims[claims.startIndex]) { return .undecided }
                // A claim of which no number of bits says anything divides by 0, or by what can't be told from it.
                if precision * 2 > most { return .different }
            }
            let (sum, term) = (evaluation.spare(10), evaluation.spare(11))
            balls.set(sum, to: 0.0)
            for claim in claims {
                balls.set(term, to: scales[claim].significand, times: scales[claim].exponent)
                balls.multiply(term, proof.claims[claim].formula, to: term)
                balls.add(sum, term, to: sum)
            }
            balls.subtract(quotient, sum, to: term)
            if let sign = balls.sign(of: term), sign != 0 {
                if claims.count > 1 || isSuspect || precision >= most { return .different }
                // What is wrong for one step is so for one that is far smaller; else a kink is nearer than the first.
                isSuspect = true
                precision = min(Self.finest * precision, most) / 2
                continue
            }
            if balls.isDefined(term), balls.hasRadius(term, power: -56) { return .equal }
        }
        return .undecided
    }

    /// Whether a claim has no value because some bits don't tell whether two values are equal.
    private func isOnBorder(_ claim: Int) -> Bool {
        let instructions = proof.program.instructions
        let first = proof.program.needed(for: [proof.claims[claim].formula]).first { !balls.isDefined($0) }
        guard let first, case .operation(let operation, let x, let y) = instructions[first] else {
            return false
        }
        return operation.isPiecewise && balls.isDefined(x) && balls.isDefined(y ?? x)
    }

    /// Computes the claims, and by how much each edge is to be moved.
    private func prepare(
        _ claims: ArraySlice<Int>, at point: SamplePoint, _ precision: Int, _ signs: [Double]
    ) -> Bool {
        if isPrepared?.precision != precision || isPrepared?.point !== point {
            balls.setPrecision(precision)
            balls.hasLeftRange = false
            guard point.prepare(precision: precision) else { return false }
            evaluation.run(base) { ordinal, register, balls in point.set(ordinal, register, balls) }
            isPrepared = (point, precision)
        }
        shift = 0
        for claim in isMoved.indices { isMoved[claim] = false }
        for claim in claims {
            isMoved[claim] = true
            // An edge without a gradient should not move the loss at all; it is moved by 1.
            let formula = proof.claims[claim].formula
            let exponent = isZero(formula) ? 0 : balls.exponent(of: formula) ?? 0
            scales[claim] = ProgramBalls.Scale(significand: signs[claim], exponent: -exponent)
            shift = max(shift, -exponent)
        }
        return true
    }

    /// Whether a number is 0, as S φ(d) − K exp(−r T) φ(f) is, where some hundred bits tell: what is left of it then is nothing
    /// but rounding.
    private func isZero(_ register: Int) -> Bool {
        balls.precision > ProgramBalls.leastPrecision && balls.sign(of: register) ?? 0 == 0
            && balls.isSmall(register, power: -3 * balls.precision / 4)
    }

    private var isPrepared: (point: SamplePoint, precision: Int)?

    /// Where a claim stands in the formulas, or the first behind it that has a place.
    private func place(near claim: Int) -> SourceSlice? {
        for claim in proof.claims[claim...] + proof.claims[..<claim] {
            if let place = proof.place(of: claim.wire) { return place }
        }
        return nil
    }
}
