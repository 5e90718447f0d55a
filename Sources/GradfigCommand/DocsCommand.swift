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

    @OptionGroup var writing: WritingOptions

    func run() throws {
        try reportingErrors {
            let inputs = try DocumentFolder(options.documents, output: options.output)
            let build = try options.build(inputs)
            func read(_ path: SitePath) throws -> [UInt8]? { try readIfPresent(inputs.path(of: path)) }
            let plan = try build.plan(reading: read)
            for warning in build.missingPictures(where: { FileIdentity(inputs.path(of: $0)) != nil }) {
                printError("\(warning)")
            }
            guard !writing.check else {
                for warning in build.warnings { printError("\(warning)") }
                let exactly = writing.exact ? try build.files(plan, reading: read) : []
                return try DocsCheck(options: options, build: build, plan: plan, drawn: exactly).run()
            }
            let folder = OutputFolder(path: options.output)
            let stale = try plan.filter { file in
                try writing.force || Freshness(of: file, at: folder.path(of: file.path)) != .fresh
            }
            // All is drawn before anything is written.
            let files = try build.files(stale, reading: read)
            tell(files.flatMap(\.warnings))
            warnOfMissingCharacters(in: files.compactMap(\.figure))
            let sources = plan.map { file in
                (folder.path(of: file.path), file.inputs + file.pictures.map(inputs.path))
            }
            let dependencies = try writing.dependencies(of: sources)
            try folder.write(files, madeFrom: sources.flatMap(\.1))
            if writing.prune { for orphan in options.orphans(of: build, plan) { try orphan.remove() } }
            try dependencies?.write()
            try printOutput("\(build.found) of \(build.asked)")
        }
    }
}
