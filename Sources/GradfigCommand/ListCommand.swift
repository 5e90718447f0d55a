import ArgumentParser
import Gradfig

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the figures of templates with their titles, and the equations.",
        discussion: """
            Example:

              gradfig list Templates/softmax-with-loss.yaml
            """)

    @Argument(
        help: ArgumentHelp("The templates; by default all in Templates/.", valueName: "template"),
        completion: TemplateOptions.completion)
    var templates: [String] = []

    @Flag(help: "Print nothing but the ids, for a build system.")
    var ids = false

    func run() throws {
        try reportingErrors {
            let templates = try TemplateOptions.read(TemplateOptions.paths(templates), classes: nil)
            let entries = templates.flatMap { template in
                template.figures.map { ($0.id, $0.title) }
                    + template.equations.map { ($0.id, $0.statement.place.text) }
            }
            let width = entries.map(\.0.count).max() ?? 0
            for (id, title) in entries {
                try printOutput(ids ? id : id + String(repeating: " ", count: width + 2 - id.count) + title)
            }
        }
    }
}
