import ArgumentParser
import Gradfig

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says how each backward value comes about, as Markdown with formulas.",
        discussion: """
            Example: all that is new in one step; the gradient of one value:

              gradfig explain Templates/softmax-with-loss.yaml --step A.6
              gradfig explain Templates/softmax-with-loss.yaml --edge 'a_1'
            """)

    @Argument(help: "The template.", completion: TemplateOptions.completion)
    var template: String

    @Option(help: ArgumentHelp("Only what is new in this figure.", valueName: "id"))
    var step: String?

    @Option(
        help: ArgumentHelp(
            "Only the gradient of this value, such as a_1 or ‘exp(a_1) -> S’.", valueName: "value"))
    var edge: String?

    @Option(parsing: .unconditional, help: "How many classes, instead of the template’s index range.")
    var classes: ClassCount?

    @Option(help: "The language of titles and words: en, zh, ja …")
    var language: String?

    func run() throws {
        try reportingErrors {
            let set = try FigureSet(TemplateOptions.read([template], classes: classes, language: language)[0])
            let text = try WrittenExplanation(of: set).markdown(
                step: step.map { SourceSlice($0, name: "--step") },
                edge: edge.map { SourceSlice($0, name: "--edge") })
            try printOutput(text, terminator: "")
        }
    }
}
