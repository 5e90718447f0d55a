import ArgumentParser
import Gradfig

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Writes the figures and equations of templates as files: those that are not up to date.",
        discussion: """
            Example: figure A.5 for four classes, as SVG only, into figures/:

              gradfig build --only A.5 --classes 4 --format svg --output figures
            """)

    @OptionGroup var options: BuildOptions

    @OptionGroup var writing: WritingOptions

    func run() throws {
        try reportingErrors {
            guard !writing.check else {
                return try FreshnessCheck(options: options, isExact: writing.exact).run()
            }
            let build = try options.build()
            let dependencies = try writing.dependencies(
                of: options.files(of: build).map { file in
                    (
                        options.path(of: file),
                        build.templates[file.template].inputs + options.numbers.files + build.fonts.files
                    )
                })
            try options.write(build, force: writing.force)
            if writing.prune { for orphan in options.orphans(of: build) { try orphan.remove() } }
            try dependencies?.write()
        }
    }
}
