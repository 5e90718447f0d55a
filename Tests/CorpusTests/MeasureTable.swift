import Corpus
import Foundation
import Testing

/// All measures of each network, as a table to read: with `GRADFIG_MEASURES` in the environment.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["GRADFIG_MEASURES"] != nil))
struct MeasureTable {
    private static let columns = [
        "unlevel", "crooked", "heads", "pierced", "astray", "fans", "ragged", "crossings", "of dot",
        "in clusters", "bent stems",
    ]

    @Test func `the measures of each network`() throws {
        let figures = try CorpusFigures.drawn().filter { $0.kind != .steps }
        let rows = Dictionary(grouping: figures) { "\($0.template), \($0.classes ?? 0)" }
        var total = [Int](repeating: 0, count: Self.columns.count)
        print(Self.row("", Self.columns))
        for (name, figures) in rows.sorted(by: { $0.key < $1.key }) {
            var sum = [Int](repeating: 0, count: Self.columns.count)
            for figure in figures {
                let geometry = try figure.outcome.get()
                let graph = LabelBoxGraph(geometry)
                let fans = geometry.fans { figure.lanes[$0] ?? [] }
                let numbers = [
                    geometry.unlevelArrows { figure.lanes[$0] ?? [] }.count, geometry.crookedArrows.count,
                    geometry.overlappingHeads.count, geometry.pierced.count, geometry.strayingValues.count,
                    fans.count, fans.count { $0.spread > 1 },
                    graph.drawn.crossings, try graph.drawnByDot().crossings,
                    try graph.drawnByDot(hasClusters: true).crossings, geometry.bentStems.count,
                ]
                sum = zip(sum, numbers).map(+)
            }
            total = zip(total, sum).map(+)
            print(Self.row(name, sum.map(String.init)))
        }
        print(Self.row("all", total.map(String.init)))
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: 48, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(12 - $0.count, 0)) + $0 }.joined()
    }
}
