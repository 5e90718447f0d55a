import ArgumentParser
import Foundation
import Gradfig

struct ValuesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "values",
        abstract: "Prints the graph of a template with every derived value, as JSON.",
        discussion: """
            Example: the values as formulas, and as numbers at a point:

              gradfig values Templates/softmax-with-loss.yaml --at a_1=0.3 a_2=2.9 a_3=4
            """)

    @Argument(help: "The template.")
    var template: String

    @Option(parsing: .unconditional, help: "How many classes, instead of the template’s index range.")
    var classes: ClassCount?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Inputs at which to evaluate: a_1=0.3 a_2=2.9 …", valueName: "input=number"))
    var at: [String] = []

    func run() throws {
        try reportingErrors {
            let set = try FigureSet(TemplateOptions.read([template], classes: classes)[0])
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let graph = try set.writtenOut()
            let report = try ValueReport(of: graph, set.template.writtenModel, at: try point(of: graph))
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }

    /// The inputs' values that `--at` gives.
    private func point(of graph: ComputationalGraph) throws -> [Symbol: Double] {
        var point: [Symbol: Double] = [:]
        for argument in at {
            let place = SourceSlice(argument, name: "--at")
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Double(parts[1]), number.isFinite else {
                throw place.error("an input is set by its name and a number, such as a_1=0.3")
            }
            let end = place.range.lowerBound + parts[0].utf8.count
            let symbol = try graph.input(SourceSlice(place.source, place.range.lowerBound..<end))
            guard point.updateValue(number, forKey: symbol) == nil else {
                throw place.error("the input ‘\(symbol.plain)’ is set twice")
            }
        }
        return point
    }
}
