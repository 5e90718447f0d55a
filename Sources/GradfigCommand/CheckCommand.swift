import ArgumentParser
import Gradfig

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tells which figures are not up to date, and how to mend them; writes and draws nothing.",
        discussion: """
            With the options of the build, each file is up to date if template, options, fonts and version of \
            Gradfig are those that it was made with. Exits with 1 if any is not. Example:

              gradfig check --only A.5 --format svg
            """)

    @OptionGroup var options: BuildOptions

    @Flag(help: "Draw each figure, and compare every byte.")
    var exact = false

    func run() throws {
        try reportingErrors { try FreshnessCheck(options: options, isExact: exact).run() }
    }
}
