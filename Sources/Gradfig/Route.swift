import FigureTemplate

/// Where a page to step through leads: to a figure in which nothing is new, past steps that the template describes.
struct Route {
    /// What is drawn, with all that comes.
    let stage: Figure
    /// The template's own steps on the way; none where the figure is of no series.
    let steps: [Figure]
    let title: String

    /// The way to a figure. A step of a series is reached through all of the series, which ends with the template's
    /// figure that shows all that the last step does, and more; or else with the last step.
    init(to figure: Figure, in set: FigureSet) {
        let series = figure.series ?? set.figures.first { Self.end(of: $0, in: set)?.id == figure.id }?.series
        steps = series.map { series in set.figures.filter { $0.series == series } } ?? []
        var stage = steps.first.flatMap { Self.end(of: $0, in: set) } ?? figure
        stage.new = []
        self.stage = stage
        title = steps.isEmpty ? figure.title : set.template.title
    }

    /// The figure that the series of a step ends with.
    private static func end(of step: Figure, in set: FigureSet) -> Figure? {
        guard let series = step.series, let last = set.figures.last(where: { $0.series == series }) else {
            return nil
        }
        return set.figures.last { $0.series == nil && $0.shows(allOf: last) } ?? last
    }
}

extension Figure {
    fileprivate func shows(allOf other: Figure) -> Bool {
        Set(layers).isSuperset(of: other.layers) && open.isSuperset(of: other.open)
            && closedCalls == other.closedCalls && stems == other.stems
            && numbers?.key == other.numbers?.key && forward.isSuperset(of: other.forward)
            && backward.isSuperset(of: other.backward)
            && backwardArrows.isSuperset(of: other.backwardArrows)
    }
}
