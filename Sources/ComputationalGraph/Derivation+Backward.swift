import Symbolic

/// Reverse-mode differentiation.
extension Derivation {
    /// The derivative of the loss by each operand of each node, and by each node's value, nil where none arrives.
    mutating func backward() throws -> (edges: [[Derivative?]], nodes: [Derivative?]) {
        let isDifferentiated = reachesFromInputs()
        var pass: Pass?
        // Each new name of a gradient changes all those behind it.
        repeat { pass = try reversePass(isDifferentiated) } while pass == nil
        var (result, totals) = pass!
        guard let symmetry else { return (result, totals) }
        var edges = result.flatMap(\.self)
        var renamings = symmetry.automorphisms.map { Algebra.Renaming($0.image) }
        unify(&edges, \.edges, symmetry, &renamings)
        unify(&totals, \.nodes, symmetry, &renamings)
        var rest = edges[...]
        for draft in drafts.indices {
            result[draft] = Array(rest.prefix(result[draft].count))
            rest = rest.dropFirst(result[draft].count)
        }
        return (result, totals)
    }

    private typealias Pass = (edges: [[Derivative?]], nodes: [Derivative?])

    /// - Returns: nil if a gradient is to have a name that it had not when the pass began.
    private mutating func reversePass(_ isDifferentiated: [Bool]) throws -> Pass? {
        totalLength = 0
        namedGradients = []
        var result = drafts.map { [Derivative?](repeating: nil, count: $0.operands.count) }
        var totals = [Derivative?](repeating: nil, count: drafts.count)
        // What comes back to each node from those that use its value.
        var arriving = [[Derivative]](repeating: [], count: drafts.count)
        for (node, gradient) in seeds { arriving[node] = [derivative(gradient)] }
        for (target, draft) in drafts.enumerated().reversed() {
            guard isDifferentiated[target], var upstream = try total(arriving[target], at: draft) else {
                continue
            }
            totals[target] = upstream
            if let value = draft.definition {
                if names.isNamed(value) || longNames.contains(value.name) {
                    let name = names.name(of: value)
                    namedGradients.append((name, target))
                    upstream = derivative(algebra.symbol(name))
                } else if upstream.length > Self.longestLine {
                    longNames.insert(value.name)
                    return nil
                }
            }
            for (position, source) in draft.operands.enumerated() where isDifferentiated[source] {
                let derivative = try chain(upstream, derivatives[target][position], at: draft)
                result[target][position] = derivative
                arriving[source].append(derivative)
            }
        }
        return (result, totals)
    }

    /// A derivative and how long it prints.
    struct Derivative {
        let polynomial: Polynomial
        let length: Int
    }

    /// Gives what is alike in several lanes the same form.
    private mutating func unify(
        _ derivatives: inout [Derivative?], _ images: KeyPath<LaneSymmetry.Automorphism, [Int]>,
        _ symmetry: LaneSymmetry, _ renamings: inout [Algebra.Renaming]
    ) {
        var forms = derivatives.map { $0?.polynomial }
        symmetry.unify(&forms, images, lengths: derivatives.map { $0?.length ?? 0 }) {
            // What is too large for exact arithmetic stays as it is.
            (try? algebra.renamed($0, by: &renamings[$1])) ?? $0
        }
        for (index, form) in forms.enumerated() where form != derivatives[index]?.polynomial {
            derivatives[index] = derivative(form!)
        }
    }

    private func derivative(_ polynomial: Polynomial) -> Derivative {
        Derivative(polynomial: polynomial, length: algebra.length(of: polynomial))
    }

    /// Where a value fans out, the derivatives add. Nil if none arrives.
    private mutating func total(
        _ derivatives: [Derivative], at draft: GraphBuilder.Draft
    ) throws -> Derivative? {
        guard derivatives.count > 1 else { return derivatives.first }
        guard let place = draft.place else {
            // An input's: the branches have been counted already.
            guard let sum = try? algebra.shortestSum(derivatives.map(\.polynomial)) else { return nil }
            return derivative(sum)
        }
        return try located(at: place) {
            let sum = try algebra.shortestSum(derivatives.map(\.polynomial))
            return try measured(sum, at: draft)
        }
    }

    /// The chain rule.
    private mutating func chain(
        _ upstream: Derivative, _ local: Polynomial, at draft: GraphBuilder.Draft
    ) throws -> Derivative {
        if local == .one { return upstream }
        return try located(at: draft.place!) {
            let product = try algebra.shortestProduct(upstream.polynomial, local)
            return try measured(product, at: draft)
        }
    }

    private mutating func measured(_ polynomial: Polynomial, at draft: GraphBuilder.Draft) throws -> Derivative
    {
        // Through unnamed sums of sums a gradient can grow exponentially; its length is known before it is printed.
        let length = algebra.length(of: polynomial)
        totalLength += length
        if totalLength > Derivation.maximumLength {
            throw draft.place!.error(
                "the gradients get too long to write out here: \(totalLength) names, numbers and operators",
                suggestion: "use fewer or smaller layers")
        }
        return Derivative(polynomial: polynomial, length: length)
    }

    private static let maximumLength = 1_000_000

    /// What is longer does not fit a line.
    private static let longestLine = 40

    private func reachesFromInputs() -> [Bool] {
        var reached: [Bool] = []
        for draft in drafts {
            switch draft.kind {
            case .input(let symbol): reached.append(!isConstant.contains(symbol))
            default: reached.append(draft.operands.contains { reached[$0] })
            }
        }
        return reached
    }
}
