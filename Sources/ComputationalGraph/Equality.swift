import Symbolic

/// Two formulas that are equal at all values of some indices; what their sums and products run over has no names.
struct Equality {
    let left, right: Expression
    /// The indices that are open in them.
    var open: [Symbol.Index] = []

    /// What a symbol stands for, if that is said.
    func value(of symbol: Symbol) -> Expression? {
        guard case .symbol(let name) = left, name.name == symbol.name, name.gradient == symbol.gradient,
            name.indices.count == symbol.indices.count
        else { return nil }
        let images = Dictionary(zip(name.indices, symbol.indices)) { first, _ in first }
        guard name.replacingIndices({ open.contains($0) ? images[$0]! : $0 }) == symbol else { return nil }
        return right.replacingIndices { open.contains($0) ? images[$0] ?? $0 : $0 }
    }

    /// What is said at some indices, and at those that sums run over.
    func images(at indices: [Symbol.Index]) -> [(left: Expression, right: Expression)] {
        var images: [[Symbol.Index: Symbol.Index]] = [[:]]
        for index in open {
            guard let axis = index.axis else { continue }
            let named = indices.filter { $0.axis == nil }
            let others = named + (1...2).map { .bound(axis: axis, level: $0) }
            images = images.flatMap { image in
                others.filter { !image.values.contains($0) }.map { image.merging([index: $0]) { $1 } }
            }
        }
        return images.map { image in
            (left.replacingIndices { image[$0] ?? $0 }, right.replacingIndices { image[$0] ?? $0 })
        }
    }
}

extension ComputationalGraph {
    /// What an equation says of the values that are shown.
    func equalities(of equation: Fact.Equation) -> [Equality] {
        guard scope.isGeneral else {
            return (definitions + gradientDefinitions).filter { .definition(of: $0.symbol) == equation }
                .map { Equality(left: .symbol($0.symbol), right: $0.value) }
                + zip(assumptions, conditions)
                .filter { $0.relation == .equal && .assumption($1.place.range) == equation }
                .map { Equality(left: $0.0.left, right: $0.0.right) }
        }
        let network = unrolling.network
        switch equation {
        case .definition(_, nil):
            return network.nodes.indices.compactMap { node in
                guard let name = network.nodes[node].definition, .definition(of: name) == equation else {
                    return nil
                }
                return Equality(
                    left: .symbol(name), right: unrolling.formula(of: node, depth: Self.depthApart),
                    open: network.nodes[node].frame)
            }
        case .definition:
            return unrolling.gradients.named.filter { .definition(of: $0.gradient) == equation }.map { named in
                Equality(
                    left: .symbol(named.gradient), right: unnamed(named.total),
                    open: network.nodes[named.node].frame)
            }
        case .assumption(let place):
            // What is assumed of any value of an index is no more than named.
            return scope.assumptions.map(\.assumption).filter { $0.place.range == place }.flatMap { stated in
                stated.relations.indices.compactMap { link in
                    let sides = [stated.formulas[link].root, stated.formulas[link + 1].root]
                    guard stated.relations[link] == .equal, sides.allSatisfy(\.freeIndices.isEmpty) else {
                        return nil
                    }
                    var gradients = unrolling.gradients
                    let forms = sides.compactMap { side in
                        (try? gradients.polynomial(side, [:], depth: 0)).map { polynomial in
                            unnamed(polynomial, in: gradients)
                        }
                    }
                    return forms.count == 2 ? Equality(left: forms[0], right: forms[1]) : nil
                }
            }
        }
    }

    /// Deeper than sums are nested: what stands in the place of a symbol has other indices than the sums around it.
    private static let depthApart = 100

    /// What the network says, with the sizes of axes as they are shown.
    private func unnamed(_ polynomial: Polynomial, in gradients: NetworkGradients? = nil) -> Expression {
        let gradients = gradients ?? unrolling.gradients
        var algebra = gradientAlgebra
        return gradients.algebra.expression(polynomial).replacingSymbols { symbol in
            gradients.axis(ofSize: symbol).map { algebra.expression(unrolling.size(of: $0, in: &algebra)) }
        }
    }
}
