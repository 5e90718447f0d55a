import FigureTemplate
import Layout

/// How figures are made to fit a width with their type at full size: first their gaps become narrower, then their widest
/// labels are broken.
///
/// In a few trials it finds how much of both the width takes; whether what comes out is right is for others to prove.
struct WidthFitting {
    let text: FigureText
    /// For each edge, whether it is a pair in one of the figures.
    let isPair: [Bool]
    /// What the figures are to fit, in points.
    let width: Double

    /// A layout with its labels.
    struct Candidate {
        let labels: FigureLabels
        let layout: LayeredLayout
        let placement: Placement

        /// The width of the page.
        var width: Double { placement.page.width }
    }

    /// How narrow the gaps and the widest labels are.
    struct Fit {
        /// From 0 to 1, see `Spacing.narrow`.
        let gaps: Double
        /// In points.
        let widest: Double

        /// What to try until the figures are right: more and more room, at last without lanes.
        var tries: [(spacing: Spacing, hasLanes: Bool)] {
            let narrow: [Spacing] = [
                .narrow(gaps), .narrow(gaps, isGentle: true), .narrow(gaps * 2 / 3), .narrow(gaps / 3),
            ]
            return (narrow + Spacing.growing.prefix(5)).map { ($0, true) } + narrow.map { ($0, false) }
        }
    }

    /// No narrower than it takes to fit the width; if that can't be reached, as narrow as it gets, with no more labels broken
    /// than that takes.
    func fit() throws -> Fit {
        func width(gaps: Double, widest: Double) throws -> Double {
            try candidate(.narrow(gaps), widest: widest)?.width ?? .infinity
        }
        var widest = Double.infinity
        let whole = try width(gaps: 1, widest: widest)
        if whole > self.width {
            let broken = try width(gaps: 1, widest: 0)
            let most = broken > self.width ? broken + Self.worth : self.width
            if whole > most {
                widest = try Self.greatest(in: 0...text.labels.widest, steps: 5) {
                    try width(gaps: 1, widest: $0) <= most
                }
            }
            if broken > self.width { return Fit(gaps: 1, widest: widest) }
        }
        let room = try Self.greatest(in: 0...1, steps: 4) {
            try width(gaps: 1 - $0, widest: widest) <= self.width
        }
        return Fit(gaps: 1 - room, widest: widest)
    }

    /// Labels are not broken for less, in points.
    private static let worth = 2.0

    /// The greatest value with a property that the least has, nearly.
    private static func greatest(
        in range: ClosedRange<Double>, steps: Int, _ holds: (Double) throws -> Bool
    ) rethrows -> Double {
        var (low, high) = (range.lowerBound, range.upperBound)
        for _ in 0..<steps {
            let middle = (low + high) / 2
            if try holds(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// A layout with its labels; nil where there is none.
    func candidate(_ spacing: Spacing, widest: Double, hasLanes: Bool = true) throws -> Candidate? {
        func make(titles: [Double?]) throws -> Candidate? {
            let labels = try text.labels(within: widest, titles: titles)
            let diagram = text.diagram(labels, air: spacing.air)
            return LayeredLayout(hasLanes ? diagram : diagram.withoutLanes, spacing: spacing).map { layout in
                Candidate(labels: labels, layout: layout, placement: layout.placement(isPair: isPair))
            }
        }
        let candidate = try make(titles: text.labels.layers.map { _ in nil })
        // A name that reaches beyond its open layer is broken.
        let layers = candidate?.placement.layers.map { $0?.width } ?? []
        let reachesBeyond = zip(layers, text.labels.layers).contains { $0 ?? .infinity < $1.size.width }
        return reachesBeyond ? try make(titles: layers) : candidate
    }
}

extension FigureLabels {
    fileprivate var widest: Double {
        (forward + backward + layers).reduce(0) { max($0, $1?.size.width ?? 0) }
    }
}
