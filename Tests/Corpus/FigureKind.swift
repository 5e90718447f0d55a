import ComputationalGraph
import FigureTemplate

/// The figures that are drawn of each network.
package enum FigureKind: String, CaseIterable, Sendable {
    case forward, values, steps, collapsed, mixed

    /// Figures of a network; those in one list share a layout.
    package func figures(of graph: ComputationalGraph) -> [[Figure]] {
        let layers = Array(graph.model.layers.indices)
        func figure(_ id: String, open: Set<Int>) -> Figure {
            let all = Figure(of: graph, id: id, title: id)
            func shown(_ edges: Set<Int>) -> Set<Int> {
                var figure = all
                figure.open = open
                return edges.filter { figure.shows(graph.edges[$0], of: graph) }
            }
            return Figure(
                id: id, title: id, layers: layers, open: open, forward: shown(all.forward),
                backwardArrows: shown(all.backward), backward: shown(all.backward))
        }
        let all = figure(rawValue, open: Set(layers))
        switch self {
        case .forward:
            var figure = all
            (figure.backward, figure.backwardArrows) = ([], [])
            return [[figure]]
        case .values: return [[all]]
        case .steps: return [all.steps(4)]
        case .collapsed: return [[figure(rawValue, open: [])]]
        case .mixed: return layers.count < 2 ? [] : layers.map { [figure("mixed-\($0 + 1)", open: [$0])] }
        }
    }
}

extension Figure {
    /// The figure in steps: some of its gradients in each, from the loss to the inputs.
    fileprivate func steps(_ count: Int) -> [Figure] {
        // The edges stand in the order of their targets, which is that of the computation.
        let order = backward.sorted(by: >)
        if order.isEmpty { return [] }
        return (1...count).map { step in
            func upTo(_ step: Int) -> Set<Int> { Set(order.prefix(order.count * step / count)) }
            var figure = self
            figure.id = "\(id)-\(step)"
            (figure.step, figure.series) = (step, 0)
            figure.backward = upTo(step)
            figure.backwardArrows = figure.backward
            figure.new = figure.backward.subtracting(upTo(step - 1))
            return figure
        }
    }
}
