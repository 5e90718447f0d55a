import Diagnostics
import Symbolic

/// The gradients of each lane, from those in index notation.
extension Derivation {
    /// The derivative of the loss by each operand of each node, and by each node's value, nil where none arrives; with what
    /// they are taken from.
    mutating func backward() throws -> (
        edges: [[Derivative?]], nodes: [Derivative?], unrolling: Unrolling
    ) {
        let scope = builder.scope
        var unrolling = Unrolling(try whole?.gradients ?? networkGradients(), builder)
        unrolling.isInstance = whole != nil
        var edges: [Derivative?] = []
        var totals: [Derivative?] = []
        totalLength = 0
        if scope.isGeneral {
            algebra = unrolling.algebra(names)
            for draft in builder.drafts.indices {
                polynomials.append(
                    try located(at: place(of: builder.drafts[draft])) {
                        try unrolling.value(of: draft, in: &algebra)
                    })
            }
        } else {
            unrolling.setSizes(in: &algebra)
        }
        // What is to be proven is not printed.
        if whole == nil { try noteWritten(&unrolling) }
        var uses = [Int](repeating: 0, count: drafts.count)
        for operand in drafts.flatMap(\.operands) { uses[operand] += 1 }
        let named = Set(unrolling.gradients.named.map(\.node))
        for (node, draft) in builder.drafts.enumerated() {
            let place = place(of: draft)
            // To be proven are sums over several uses, and what has a name.
            let isWanted = whole == nil || uses[node] > 1 || named.contains(draft.origin.node)
            totals.append(
                try located(at: place) { isWanted ? try unrolling.total(of: node, in: &algebra) : nil }
                    .map { derivative($0) })
            for position in draft.operands.indices {
                let gradient = try located(at: place) {
                    try unrolling.gradient(of: node, at: position, in: &algebra)
                }
                edges.append(try gradient.map { try measured($0, at: draft) })
            }
        }
        try located(at: placeOfAll) {
            bundles = try unrolling.bundles(over: whole?.scope.rolledUp ?? [], in: &algebra)
            namedGradients = try unrolling.named(names, in: &algebra)
        }
        // What is to be proven stays as it is.
        if !scope.isGeneral, whole == nil { shorten(&edges) { unrolling.origin(of: $0).node } }
        if let symmetry {
            var renamings = symmetry.automorphisms.map { Algebra.Renaming(index: $0.omission, $0.image) }
            unify(&edges, \.edges, symmetry, &renamings)
            unify(&totals, \.nodes, symmetry, &renamings)
        }
        var rest = edges[...]
        let rows = builder.drafts.map { draft in
            defer { rest = rest.dropFirst(draft.operands.count) }
            return Array(rest.prefix(draft.operands.count))
        }
        return (rows, totals, unrolling)
    }

    /// Where an error about an operation is told; of what no formula has, at the first equations.
    private func place(of draft: GraphBuilder.Draft) -> SourceSlice { draft.place ?? placeOfAll }

    private var placeOfAll: SourceSlice { builder.scope.model.layers[0].equations }

    /// Takes note of how formulas are written: of single values, and as sums over rolled-up indices have them.
    private mutating func noteWritten(_ unrolling: inout Unrolling) throws {
        // Of values that are alike in several lanes nothing is new but what a sum has of one index alone.
        var seen: Set<Int> = []
        for (index, draft) in drafts.enumerated() {
            guard case .operation(let operation) = draft.kind else { continue }
            algebra.noteWritten(operation, on: draft.operands.map { polynomials[$0] })
            guard builder.scope.isGeneral else { continue }
            let frame = builder.network.nodes[draft.origin.node].frame
            guard seen.insert(draft.origin.node).inserted || frame.count == 2 else { continue }
            try located(at: place(of: draft)) {
                for operands in try unrolling.writtenOperands(of: index, in: &algebra) {
                    algebra.noteWritten(operation, on: operands)
                }
            }
        }
    }

    /// Uses what is known of single values, where it makes a gradient shorter in all lanes alike.
    ///
    /// - Parameter origin: what is the same for a node in each lane.
    private mutating func shorten(_ edges: inout [Derivative?], _ origin: (Int) -> Int) {
        struct Place: Hashable {
            let node: Int
            let position: Int
        }
        var alike: [Place: [Int]] = [:]
        var edge = 0
        for (node, draft) in builder.drafts.enumerated() {
            for position in draft.operands.indices {
                alike[Place(node: origin(node), position: position), default: []].append(edge)
                edge += 1
            }
        }
        for lanes in alike.values.sorted(by: { $0[0] < $1[0] }) {
            var shorter: [Derivative] = []
            for edge in lanes {
                guard let gradient = edges[edge],
                    let form = (try? algebra.shortest(gradient.polynomial)).map({ derivative($0) }),
                    form.length < gradient.length, form.length == shorter.first?.length ?? form.length
                else { break }
                shorter.append(form)
            }
            if shorter.count < lanes.count { continue }
            for (edge, form) in zip(lanes, shorter) { edges[edge] = form }
        }
    }

    private func networkGradients() throws -> NetworkGradients {
        let scope = builder.scope
        let network = builder.network
        let known = network.axes.sizes.filter { !scope.isOfAnyNumber($0.key) }
        return try NetworkGradients(network, scope, names, sizes: known.mapValues { Rational($0) })
    }

    /// A derivative and how long it prints.
    struct Derivative {
        let polynomial: Polynomial
        let length: Int
    }

    /// Gives what is alike in several lanes the same form, where an axis had to be unrolled.
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

    private mutating func measured(_ polynomial: Polynomial, at draft: GraphBuilder.Draft) throws -> Derivative
    {
        let derivative = derivative(polynomial)
        totalLength += derivative.length
        if totalLength > Derivation.maximumLength, let place = draft.place {
            throw TooLong(place: place, length: totalLength)
        }
        return derivative
    }

    private static let maximumLength = 1_000_000

    /// Gradients are too long to be written out for all values of the indices.
    struct TooLong: Error {
        let place: SourceSlice
        let length: Int

        var diagnostic: Diagnostic {
            place.error(
                "the gradients get too long to write out here: \(length) names, numbers and operators",
                suggestion: "name parts of it, as in ‘h = …’, or use fewer or smaller layers")
        }
    }

    /// What is longer does not fit a line.
    static let longestLine = 40
}
