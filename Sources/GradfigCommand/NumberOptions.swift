import ArgumentParser
import Gradfig

/// Numbers for inputs, and how they are written.
struct NumberOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Numbers for inputs: a_1=0.3 x_k=[1,2] …, or a file in YAML or JSON with a mapping of them.",
            valueName: "input=number"))
    var at: [String] = []

    @Option(help: "How many digits computed numbers have behind the point; by default four digits in all.")
    var digits: String?

    /// What is said here.
    func settings() throws -> NumberSettings {
        var settings = NumberSettings()
        settings.at = try inputs()
        settings.digits = try digits.map { try NumberSettings.digits(SourceSlice($0, name: "--digits")) }
        return settings
    }

    private func inputs() throws -> InputNumbers? {
        if at.isEmpty { return nil }
        // What is no pair is a file; several are there only by mistake.
        if at.count == 1, !at[0].contains("=") {
            return try InputNumbers(SourceText(readText(at[0]), name: at[0]))
        }
        return try InputNumbers(arguments: at.map { SourceText($0, name: "--at") })
    }

    /// The options that are given, as they are typed.
    var words: [String] {
        (at.isEmpty ? [] : ["--at"] + at) + (digits.map { ["--digits", $0] } ?? [])
    }

    /// The files that are read for them.
    var files: [String] { at.count == 1 && !at[0].contains("=") ? at : [] }
}
