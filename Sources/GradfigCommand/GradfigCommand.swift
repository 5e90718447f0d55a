import ArgumentParser
import Gradfig

@main
struct GradfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gradfig",
        abstract:
            "Draws the computational graphs of a network’s equations, with every value derived and checked.",
        discussion: """
            Example: write all figures of the templates in Templates/ into output/, as SVG and PNG:

              gradfig build

            Exit codes: 0 done, 1 out of date (check), 64 wrong usage, 65 an error in a template, \
            70 an internal error, 74 a file that can’t be read or written.
            """,
        version: Release.version,
        subcommands: [
            BuildCommand.self, CheckCommand.self, WatchCommand.self, ValuesCommand.self, ListCommand.self,
            ExplainCommand.self, PhrasesCommand.self, EquationCommand.self, DocsCommand.self,
        ])
}
