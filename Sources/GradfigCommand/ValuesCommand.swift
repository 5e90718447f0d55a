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

    @Argument(help: "The template.", completion: TemplateOptions.completion)
    var template: String

    @Option(parsing: .unconditional, help: "How many classes, instead of the template’s index range.")
    var classes: ClassCount?

    @OptionGroup var numbers: NumberOptions

    @Flag(help: "Print a table for people instead: each edge with its values.")
    var table = false

    func run() throws {
        try reportingErrors {
            let template = try TemplateOptions.read([template], classes: classes)[0]
            let settings = try numbers.settings()
            let set = try FigureSet(template)
            let (graph, inputs) = try point(settings.at, template.numbers.at, of: set.writtenOut())
            let point = try inputs.map {
                GivenPoint(
                    numbers: try graph.numbers(at: $0),
                    format: NumberFormat(digits: settings.digits ?? template.numbers.digits))
            }
            for warning in point?.warnings ?? [] { printError("\(warning)") }
            if table {
                try printOutput(ValueTable(of: graph, at: point).text, terminator: "")
                return
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let report = try ValueReport(of: graph, template.writtenModel, at: point)
            try printOutput(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }

    /// The numbers that the command gives and those of the template, with the graph in which each value has its own; none
    /// where values have no numbers.
    private func point(
        _ command: InputNumbers?, _ template: InputNumbers?, of graph: ComputationalGraph
    ) throws -> (graph: ComputationalGraph, inputs: [Symbol: Number]?) {
        guard command != nil || template != nil && graph.canHaveNumbers else {
            return (graph, graph.isWrittenOut ? [:] : nil)
        }
        // Some of the template's may be for what single figures show.
        let given = [template?.filter(graph.hasInput), command].compactMap(\.self)
        let writtenOut = try graph.writtenOut(for: given)
        return (writtenOut, try given.reduce(into: [:]) { $0.merge(try writtenOut.inputs($1)) { $1 } })
    }
}
