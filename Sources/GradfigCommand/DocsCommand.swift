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
            let plan = try build.plan(reading: inputs.read)
            for warning in build.missingPictures(where: { FileIdentity(inputs.path(of: $0)) != nil }) {
                printError("\(warning)")
            }
            guard !writing.check else {
                for warning in build.warnings { printError("\(warning)") }
                let exactly = writing.exact ? try build.files(plan, reading: inputs.read) : []
                return try DocsCheck(options: options, build: build, plan: plan, drawn: exactly).run()
            }
            let folder = OutputFolder(path: options.output)
            let sources = plan.map { file in
                (folder.path(of: file.path), file.inputs + file.pictures.map(inputs.path))
            }
            try folder.check(plan.map(\.path), madeFrom: sources.flatMap(\.1))
            var record = try CopyRecord(of: options.output)
            let stale = try writing.force ? plan : staleFiles(of: plan, in: folder, record)
            // All is drawn before anything is written.
            let files = try build.files(stale, reading: inputs.read)
            tell(files.flatMap(\.warnings))
            warnOfMissingCharacters(in: files.compactMap(\.figure))
            let dependencies = try writing.dependencies(of: sources)
            try folder.makeFolders(of: files.map(\.path))
            try record.enter(
                plan.compactMap { file in
                    guard case .ready(let bytes, let origin) = file.content else { return nil }
                    return (file.path, bytes, origin)
                })
            try writeFiles(files.map { (folder.path(of: $0.path), $0.bytes) })
            if writing.prune { for orphan in options.orphans(of: build, plan) { try orphan.remove() } }
            try dependencies?.write()
            try printOutput("\(build.found) of \(build.asked)")
        }
    }

    /// The files of a plan that are not up to date.
    ///
    /// - Throws: `FileError`s for those that are not this build's to write.
    private func staleFiles(
        of plan: [PlannedFile], in folder: OutputFolder, _ record: CopyRecord
    ) throws -> [PlannedFile] {
        let files = try plan.map { ($0, try Freshness(of: $0, at: folder.path(of: $0.path), in: record)) }
        let protected = files.filter(\.1.isProtected).map { file, freshness in
            FileError(protecting: folder.path(of: file.path), freshness, from: options.command)
        }
        if let failure = Failures.any(protected, most: FileError.most) { throw failure }
        return files.filter { $0.1 != .fresh }.map(\.0)
    }
}
