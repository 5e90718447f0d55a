/// Which claims are identities: over a prime field, where exp(x), log(x) and the like are numbers of their own, they are
/// what the graph's derivative is.
struct FieldProof {
    private let proof: ValueProof

    init(_ proof: ValueProof) { self.proof = proof }

    /// Whether each backward claim is an identity, and each forward one.
    func identities(_ generator: inout SplitMix64) -> (backward: [Bool], forward: [Bool]) {
        let program = proof.program
        var inputs = (0..<program.inputCount).map { _ in PrimeField(word: generator.next()) }
        FieldAssumptions(proof.domain)?.impose(on: &inputs, &generator)
        for claim in proof.claims {
            if case .input(let ordinal) = program.instructions[claim.offset] {
                inputs[ordinal] = PrimeField.zero
            }
        }
        let results = program.run(inputs)
        let forward = proof.forward.map {
            results[$0.formula].isDefined && results[$0.formula] == results[$0.node]
        }
        guard let loss = proof.loss else { return ([], forward) }
        let adjoints = program.adjoints(of: loss, results)
        let backward = proof.claims.map { claim in
            let derivative = claim.offset < adjoints.count ? adjoints[claim.offset] : nil
            let claimed = results[claim.formula]
            return claimed.isDefined && claimed == derivative ?? PrimeField.zero
        }
        return (backward, forward)
    }
}

/// Assumptions that a random point of a prime field can be given: equations that are linear in the inputs.
struct FieldAssumptions {
    private let domain: Domain
    private let equations: [Int]

    private static let most = 60

    /// - Returns: nil if there is none.
    init?(_ domain: Domain) {
        self.domain = domain
        equations = domain.equations.map(\.register)
        if equations.isEmpty || equations.count > Self.most { return nil }
    }

    /// Changes some inputs so that the linear ones among the assumptions hold.
    func impose(on inputs: inout [PrimeField], _ generator: inout SplitMix64) {
        let other = inputs.map { _ in PrimeField(word: generator.next()) }
        let (results, otherResults) = (domain.program.run(inputs), domain.program.run(other))
        // Linear is what has the same slopes at two random points.
        var rows: [(slopes: [PrimeField], rest: PrimeField)] = []
        for equation in equations where results[equation].isDefined {
            let slopes = self.slopes(of: equation, results)
            if slopes == self.slopes(of: equation, otherResults) { rows.append((slopes, results[equation])) }
        }
        // Gauss's elimination; `rest` is what the inputs leave of 0.
        var pivots: [(row: Int, column: Int)] = []
        for row in rows.indices {
            guard let column = rows[row].slopes.firstIndex(where: { !$0.isZero }) else { continue }
            let scale = PrimeField.one / rows[row].slopes[column]
            rows[row] = (rows[row].slopes.map { $0 * scale }, rows[row].rest * scale)
            for other in rows.indices where other != row && !rows[other].slopes[column].isZero {
                let factor = rows[other].slopes[column]
                for index in rows[row].slopes.indices where !rows[row].slopes[index].isZero {
                    rows[other].slopes[index] = rows[other].slopes[index] - factor * rows[row].slopes[index]
                }
                rows[other].rest = rows[other].rest - factor * rows[row].rest
            }
            pivots.append((row, column))
        }
        for (row, column) in pivots {
            guard case .input(let ordinal) = domain.program.instructions[domain.inputs[column].register] else {
                continue
            }
            inputs[ordinal] = inputs[ordinal] - rows[row].rest
        }
    }

    private func slopes(of equation: Int, _ results: [PrimeField]) -> [PrimeField] {
        let adjoints = domain.program.adjoints(of: equation, results)
        return domain.inputs.map { input in
            (input.register < adjoints.count ? adjoints[input.register] : nil) ?? PrimeField.zero
        }
    }
}
