import ArgumentParser
import FigureTemplate

struct PhrasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phrases",
        abstract: "Prints what is said in figures, on pages and in explanations, as a template has it.",
        discussion: """
            Example: a table to translate, for a template that imports it:

              gradfig phrases > french.yaml
            """)

    @Argument(help: "The language: en, zh or ja.", completion: .list(["en", "zh", "ja"]))
    var language = "en"

    func validate() throws {
        guard Wording.languages[language] != nil else {
            let known = Wording.languages.keys.sorted().joined(separator: ", ")
            throw ValidationError("There is no table of ‘\(language)’; there are \(known).")
        }
    }

    func run() throws {
        try reportingErrors {
            try printOutput(Wording.languages[language]!.yaml(language: language), terminator: "")
        }
    }
}
