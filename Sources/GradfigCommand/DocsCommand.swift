import ArgumentParser
import Documents

struct DocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Writes Markdown documents with the figures that they ask for.",
        discussion: """
            A document asks for a figure by a picture whose file is named by the pattern, such as \
            ![](img/Figure_A.5.png), or by a fenced block ‘gradfig’. Each document is copied, with the figures beside \
            it; other pictures come along. With --to html it becomes one page that has all in it. Example:

              gradfig docs Documentation/softmax-with-loss.md --output site
            """)

    @OptionGroup var options: DocsOptions

    @Flag(help: "Write every file, up to date or not.")
    var force = false

    @Flag(help: "Write nothing; name the files that are not up to date, with the command that mends them.")
    var check = false

    @Flag(help: "With --check, draw each figure, and compare every byte.")
    var exact = false

    @Option(help: "Also write what each file is made from, for a build system.")
    var deps: String?

    @Option(help: "The form of --deps: rules of make, or JSON.")
    var depsFormat = Dependencies.Format.make

    func validate() throws {
        guard check || !exact else { throw ValidationError("--exact belongs to --check.") }
    }

    func run() throws {
        try reportingErrors {
            let inputs = try DocumentFolder(options.documents)
            let build = try options.build(inputs)
            func read(_ path: SitePath) throws -> [UInt8]? { try readIfPresent(inputs.path(of: path)) }
            let plan = try build.plan(reading: read)
            guard !check else {
                let exactly = exact ? try build.files(plan, reading: read) : []
                return try DocsCheck(options: options, plan: plan, drawn: exactly).run()
            }
            let folder = OutputFolder(path: options.output)
            let stale = try plan.filter { file in
                try force || Freshness(of: file, at: folder.path(of: file.path)) != .fresh
            }
            // All is drawn before anything is written.
            let files = try build.files(stale, reading: read)
            warnOfMissingCharacters(in: files.compactMap(\.figure))
            let sources = plan.map { file in
                (folder.path(of: file.path), file.inputs + file.pictures.map(inputs.path))
            }
            try folder.write(files, madeFrom: sources.flatMap(\.1))
            if let deps { try Dependencies(files: sources).write(to: deps, as: depsFormat) }
            print("\(build.found) of \(build.asked)")
        }
    }
}
