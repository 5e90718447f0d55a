import Gradfig

/// The numbers of a graph at what is given, and how they are written.
struct GivenPoint {
    let numbers: Numbers
    let format: NumberFormat

    /// What has no value though all it rests on is given, each where it arises, and what is at a kink.
    var warnings: [Diagnostic] {
        if numbers.inputs.isEmpty { return [] }
        let graph = numbers.graph
        let values =
            graph.nodes.indices.map(Numbers.Value.node)
            + graph.edges.indices.filter { graph.edges[$0].backward != nil }.map { .gradient([$0]) }
        var told: Set<String> = []
        return values.compactMap { value -> Diagnostic? in
            guard let reason = numbers.reason(value), let place = reason.place,
                told.insert(reason.message).inserted
            else { return nil }
            return Diagnostic(reason.message, at: place, severity: .warning)
        } + numbers.warningsOfKinks()
    }
}
