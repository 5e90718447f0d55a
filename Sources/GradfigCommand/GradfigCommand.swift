import ArgumentParser
import Foundation
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
            70 an internal error, 71 too little memory, 74 a file that can’t be read or written.
            """,
        version: Release.version,
        subcommands: [
            BuildCommand.self, CheckCommand.self, WatchCommand.self, ValuesCommand.self, ListCommand.self,
            ExplainCommand.self, PhrasesCommand.self, EquationCommand.self, DocsCommand.self, InitCommand.self,
        ])
    /// Runs the command that is asked for, and exits with its code; help that can't be printed is an error, too.
    static func main() {
        reserveStandardStreams()
        if let shortage = AddressSpace.shortage {
            printError("error: \(shortage)")
            Foundation.exit(ExitCode.tooLittleMemory.rawValue)
        }
        if CommandLine.hasBrokenText {
            printError("Error: An argument is not UTF-8 text.")
            Foundation.exit(ExitCode.validationFailure.rawValue)
        }
        do {
            var command = try parseAsRoot(Array(CommandLine.arguments.dropFirst()).withTemplatesFirst)
            try command.run()
        } catch {
            let message = fullMessage(for: error)
            let code = exitCode(for: error)
            guard code.isSuccess else {
                if !message.isEmpty { printError(message) }
                Foundation.exit(code.rawValue)
            }
            do { try printOutput(message) } catch { Foundation.exit(report(error).rawValue) }
        }
    }
}

extension CommandLine {
    /// Whether an argument is no text: as one it would name another file.
    fileprivate static var hasBrokenText: Bool {
        UnsafeBufferPointer(start: unsafeArgv, count: Int(argc)).contains { argument in
            argument.map { String(validatingCString: $0) == nil } ?? false
        }
    }
}

extension [String] {
    /// The same arguments, templates behind a list of formats or ids before it: of `build --format svg T.yaml` it is none of
    /// them.
    fileprivate var withTemplatesFirst: [String] {
        var result: [String] = []
        var templates: [String] = []
        var isInList = false
        for (place, argument) in enumerated() {
            if argument == "--" {
                result += self[place...]
                break
            }
            if argument.hasPrefix("-") { isInList = ["--format", "--only"].contains(argument) }
            let isTemplate = argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
            if isInList, isTemplate, place > 0 { templates.append(argument) } else { result.append(argument) }
        }
        return result.prefix(1) + templates + result.dropFirst()
    }
}
