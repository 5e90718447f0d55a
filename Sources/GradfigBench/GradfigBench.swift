import Foundation
import Gradfig

/// Times the command beside Graphviz's `dot` on the same figures, and beside other typesetters and documentation tools,
/// everything in one run, side by side; or the parts that its arguments name.
@main
struct GradfigBench {
    static func main() throws {
        let commands = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradfig-bench")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bench = Bench(gradfig: commands.appendingPathComponent("gradfig").path, folder: folder.path)
        let parts: KeyValuePairs<String, () throws -> Void> = [
            "files": bench.compareFiles,
            "free": { try bench.compareFreeGraphs(values: [50, 200, 1000]) },
            "growth": { try bench.compareGrowth(classes: [3, 10, 30, 100, 300, 1000]) },
            "derivation": bench.compareDerivation, "equations": bench.compareEquations,
            "documents": bench.compareDocuments,
        ]
        let wanted = CommandLine.arguments.dropFirst()
        for (name, compare) in parts where wanted.isEmpty || wanted.contains(name) {
            try compare()
            fflush(nil)
        }
    }
}

struct Bench {
    let gradfig: String
    let folder: String
    let template = "Templates/softmax-with-loss.yaml"
    let runs = 7

    /// All figures as files: one run of the command against one run of `dot` for each.
    func compareFiles() throws {
        try run(gradfig, "build", template, "--force", "--format", "dot", "--output", folder)
        let graphs = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".dot") }
            .sorted()
        let ids = graphs.map { String($0.dropLast(".dot".count)) }
        print("\(graphs.count) figures as files, median of \(runs) runs in turn")
        for (format, options) in [("svg", ["-Tsvg"]), ("png", ["-Tpng", "-Gdpi=144"])] {
            let times = try (0..<runs).map { _ in
                let own = try seconds {
                    try run(
                        gradfig,
                        ["build", template, "--force", "--format", format, "--output", folder, "--only"] + ids)
                }
                let dot = try seconds {
                    for graph in graphs {
                        try run("dot", options + ["-o", "\(folder)/dot.\(format)", "\(folder)/\(graph)"])
                    }
                }
                return (own, dot)
            }
            report(format, own: median(times.map(\.0)), dot: median(times.map(\.1)))
        }
    }

    /// The figure of the whole network for more and more classes.
    func compareGrowth(classes: [Int]) throws {
        let text = try String(contentsOfFile: template, encoding: .utf8)
        let renderer = try FigureRenderer()
        print(
            "\nThe whole network, in milliseconds; “values” is the part of “derive” that proves them, “places” that of “lay out”"
        )
        print(
            row([
                "classes", "derive", "lay out", "render", "together", "dot", "ratio", "values", "places",
            ]))
        for count in classes {
            var set: FigureSet!
            let derive = try best { set = try FigureSet(SourceText(text, name: template), classes: count) }
            // A part of the derivation's time.
            let graph = try set.graph
            let values = try best { try graph.prove() }
            let figure = Figure(of: graph, id: "bench", title: "bench")
            var layout: FigureLayout!
            let layOut = try best { layout = try renderer.layout([figure], of: graph) }
            let render = try best { _ = try renderer.svg(of: figure, in: layout) }
            let dotFile = "\(folder)/growth.dot"
            try Data(renderer.render(figure, of: graph, as: .dot)).write(to: URL(fileURLWithPath: dotFile))
            let dot = try seconds { try run("dot", ["-Tsvg", "-o", "\(folder)/growth.svg", dotFile]) }
            let own = derive + layOut + render
            let places = best { _ = renderer.conflict(in: figure, of: layout) }
            print(
                row(
                    ["\(count)"] + [derive, layOut, render, own, dot].map(milliseconds)
                        + [ratio(own, dot), milliseconds(values), milliseconds(places)]))
        }
    }

    private func report(_ what: String, own: Double, dot: Double) {
        print(
            "  \(what): gradfig \(milliseconds(own)) ms, dot \(milliseconds(dot)) ms, ratio \(ratio(own, dot))")
    }

    private func run(_ program: String, _ arguments: String...) throws { try run(program, arguments) }

    func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// The best of three: what the work itself takes on a machine that does other things too.
    func best(_ work: () throws -> Void) rethrows -> Double {
        try (0..<3).map { _ in try seconds(work) }.min() ?? 0
    }

    func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
    func milliseconds(_ seconds: Double) -> String { String(format: "%.1f", seconds * 1000) }
    func ratio(_ own: Double, _ dot: Double) -> String { String(format: "%.2f", own / dot) }

    func row(_ cells: [String]) -> String {
        cells.map { String(repeating: " ", count: max(10 - $0.count, 0)) + $0 }.joined()
    }
}

struct BenchError: Error {
    let failed: String
}
