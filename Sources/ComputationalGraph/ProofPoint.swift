import Symbolic

/// A graph in which each value has a number of its own, and where in it a form is looked at that is shown for any.
struct ProofPoint {
    let graph: ComputationalGraph
    /// The values of the indices that are open.
    fileprivate var indices: [Symbol.Index: Symbol.Index] = [:]
    /// What is counted with letters.
    fileprivate var counts: [Symbol: Expression] = [:]

    /// What a form says here, its sums and products written out.
    func written(_ form: Expression) -> Expression {
        form.replacingIndices { indices[$0] ?? $0 }.replacingSymbols { counts[$0] }
            .writingOut(graph.indexNames.values)
    }
}

extension ComputationalGraph {
    /// Where it is tried whether forms of the gradient along edges with one source are equal: for several numbers of values of
    /// an index some of these each.
    func proofPoints(along edges: [Int]) -> [ProofPoint] {
        guard scope.isGeneral else { return [ProofPoint(graph: self)] }
        let names = unrolling.network.indexNames(
            of: unrolling.origin(of: self.edges[edges[0]].source).node, in: scope)
        // Of two values of an index there is none between the first and the last.
        let instances = instances.count > 1 ? Array(instances.dropFirst()) : instances
        return instances.flatMap { instance in
            let cells = WrittenOutValues(of: self, in: instance).cells(.gradient(edges)).values
            let looked = Set([0, 1, cells.count - 1]).filter(cells.indices.contains).sorted()
            return looked.compactMap { cell -> ProofPoint? in
                guard case .gradient(let own) = cells[cell], let edge = own.first else { return nil }
                return point(in: instance, at: instance.edges[edge].source, names)
            }
        }
    }

    private func point(
        in instance: ComputationalGraph, at node: Int, _ names: [Symbol.Index: String]
    ) -> ProofPoint {
        var point = ProofPoint(graph: instance)
        let unrolling = instance.unrolling
        for (index, value) in unrolling.builder.indexValues(of: unrolling.origin(of: node)) {
            if let name = names[index], scope.isRolledUp(index) { point.indices[.name(name)] = .value(value) }
        }
        for (axis, last) in scope.lastValues {
            let value = instance.scope.ranges[axis]!.upperBound
            if !scope.rolledUp.contains(axis) { point.indices[.name(last)] = .value(value) }
            point.counts[Symbol(last)] = .number(Rational(value))
        }
        return point
    }
}
