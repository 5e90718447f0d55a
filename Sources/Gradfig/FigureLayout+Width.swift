import Diagnostics
import FigureTemplate
import Layout
import Scene

/// Figures that are to fit a width.
extension FigureLayout {
    /// The width of the widest figure, in points.
    var width: Double { figures.map { placement(of: $0).page.width }.max() ?? 0 }

    /// Takes the first narrower layout in which all figures are right, if this one doesn't fit.
    mutating func fit(_ width: Double, _ text: FigureText, _ typesetter: LabelTypesetter) throws {
        let usual = self.width
        guard usual > width else { return }
        let fitting = WidthFitting(
            text: text,
            isPair: visible.edges.map { edge in figures.contains { $0.hasBackwardArrow(edge) } }, width: width)
        let fit = try fitting.fit()
        var narrow = self
        var tries = self.tries
        for next in fit.tries where (next.hasLanes || visible.hasLanes) && tries > 0 {
            guard
                let candidate = try fitting.candidate(
                    next.spacing, widest: fit.widest, hasLanes: next.hasLanes), candidate.width < usual
            else { continue }
            narrow.labels = candidate.labels
            if narrow.attempt(candidate.layout, typesetter, tries: &tries).flaws.figures == 0 {
                self = narrow
                return
            }
        }
    }
}

extension FigureDrawing {
    /// By what the drawing is multiplied to have the figure's width; at most 1.
    var scale: Double { figure.width.map { min($0.points / placement.page.width, 1) } ?? 1 }

    /// What of the figure could not be done as it was asked for.
    var warnings: [Diagnostic] { typeWarnings + kinkWarnings }

    private var typeWarnings: [Diagnostic] {
        guard let width = figure.width, scale < 1 else { return [] }
        // Rounded so that nothing is promised.
        let needed = Int(placement.page.width.rounded(.up))
        let size = (LabelTypesetter.valueSize * scale * 10).rounded(.down) / 10
        let message =
            "the figure ‘\(figure.id)’ needs \(needed) pt: at \(width) its type is \(size) pt, "
            + "not \(Int(LabelTypesetter.valueSize)) pt"
        return [
            Diagnostic(
                message, at: figure.place ?? SourceSlice(figure.id, name: "figure"),
                suggestion: advice,
                severity: .warning)
        ]
    }

    /// What is said of gradients where there is none, if any is written.
    private var kinkWarnings: [Diagnostic] {
        figure.backward.isEmpty ? [] : figure.numbers?.numbers.warningsOfKinks() ?? []
    }

    private var advice: String {
        if figure.layers.count == 1 {
            return "make the figure wider, or divide its layer into several, with a figure for each"
        }
        return
            (figure.open.isEmpty ? "draw fewer layers" : "draw layers collapsed, with ‘open’, or fewer of them")
            + ", with ‘layers’; or make the figure wider"
    }
}
