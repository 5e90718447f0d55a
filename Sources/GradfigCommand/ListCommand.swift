import ArgumentParser
import Gradfig

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the figures of templates with their titles.",
        discussion: """
            Example:

              gradfig list Templates/softmax-with-loss.yaml
            """)

    @Argument(help: ArgumentHelp("The templates; by default all in Templates/.", valueName: "template"))
    var templates: [String] = []

    func run() throws {
        try reportingErrors {
            let sets = try TemplateOptions.read(TemplateOptions.paths(templates), classes: nil)
            let figures = sets.flatMap(\.figures)
            let width = figures.map(\.id.count).max() ?? 0
            for figure in figures {
                print(figure.id + String(repeating: " ", count: width + 2 - figure.id.count) + figure.title)
            }
        }
    }
}
