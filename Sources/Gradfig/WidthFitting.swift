import FigureTemplate
import Layout

/// How figures are made to fit a width with their type at full size: first their gaps become narrower, then their widest
/// labels are broken.
///
/// In a few trials it finds how much of both the width takes; whether what comes out is right is for others to prove.
struct WidthFitting {
    let text: FigureText
    let typesetter: LabelTypesetter
    /// For each edge, whether it is a pair in one of the figures.
    let isPair: [Bool]
    /// What the figures are to fit, in points.
    let width: Double

    /// A layout with its labels.
    struct Candidate {
        let labels: FigureLabels
        let layout: LayeredLayout
        /// The width of the page.
        let width: Double
    }

    /// The widest layout that fits, or else the narrowest; behind it others that are tried where it is not right, with more and
    /// more room.
    func candidates() throws -> some Sequence<Candidate> {
        let (gaps, widest) = try fit()
        let spacings =
            [gaps, 1].map { Spacing.narrow($0) } + [gaps, 1].map { Spacing.narrow($0, isGentle: true) }
            + [2 / 3, 1 / 3].map { Spacing.narrow(gaps * $0) } + Spacing.growing
        return spacings.lazy.compactMap { try? candidate($0, widest: widest) }
    }

    /// How narrow the gaps, and the widest labels, have to be: no more of it than the width takes, or if that can't be reached,
    /// than helps.
    private func fit() throws -> (gaps: Double, widest: Double) {
        func fits(_ candidate: Candidate?, _ most: Double) -> Bool {
            candidate.map { $0.width <= most } ?? false
        }
        let whole = try candidate(.narrow(1), widest: .infinity)
        var widest = Double.infinity
        if !fits(whole, width) {
            let least = try candidate(.narrow(1), widest: 0)?.width ?? 0
            let most = least > width ? least + Self.worth : width
            let labels = whole?.labels.widest ?? 0
            if !fits(whole, most) {
                widest = try Self.bisect(0, labels, steps: 5) { widest in
                    fits(try candidate(.narrow(1), widest: widest), most)
                }
            }
            if least > width { return (1, widest) }
        }
        let room = try Self.bisect(0, 1, steps: 4) { room in
            fits(try candidate(.narrow(1 - room), widest: widest), width)
        }
        return (1 - room, widest)
    }

    /// Labels are not broken for less, in points.
    private static let worth = 2.0

    /// The greatest value with a property that the least has, nearly.
    private static func bisect(
        _ low: Double, _ high: Double, steps: Int, _ holds: (Double) throws -> Bool
    ) rethrows -> Double {
        var (low, high) = (low, high)
        for _ in 0..<steps {
            let middle = (low + high) / 2
            if try holds(middle) { low = middle } else { high = middle }
        }
        return low
    }

    private func candidate(_ spacing: Spacing, widest: Double) throws -> Candidate? {
        func layout(_ labels: FigureLabels) -> LayeredLayout? {
            LayeredLayout(text.diagram(labels, air: spacing.air), spacing: spacing)
        }
        var labels = try text.labels(typesetter, within: widest)
        guard var candidate = layout(labels) else { return nil }
        // A name that reaches beyond its open layer is broken.
        let layers = candidate.placement(isPair: isPair).layers.map { $0?.width }
        if zip(layers, labels.layers).contains(where: { $0 ?? .infinity < $1.size.width }) {
            labels = try text.labels(typesetter, within: widest, titles: layers)
            guard let broken = layout(labels) else { return nil }
            candidate = broken
        }
        return Candidate(
            labels: labels, layout: candidate, width: candidate.placement(isPair: isPair).page.width)
    }
}

extension FigureLabels {
    fileprivate var widest: Double {
        (forward + backward + layers).reduce(0) { max($0, $1?.size.width ?? 0) }
    }
}
