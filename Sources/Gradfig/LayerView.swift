import ComputationalGraph
import FigureTemplate

/// Which layers are drawn, which of them open, how values leave their operations, how wide, and with which numbers: what
/// figures must have in common to share a layout.
struct LayerView: Hashable {
    let view: ModelView
    let layers: [Int]
    let open: Set<Int>
    let closedCalls: [FunctionCall]
    let stems: Stems?
    let width: FigureWidth?
    let numbers: FigureNumbers.Key?

    init(_ figure: Figure) {
        view = figure.view
        layers = figure.layers
        open = figure.open
        closedCalls = figure.closedCalls
        stems = figure.stems
        width = figure.width
        numbers = figure.numbers?.key
    }
}
