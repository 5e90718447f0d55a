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

    @Flag(help: "Write every file, up to date or not.")
    var force = false

    @Flag(help: "Write nothing; name the files that are not up to date, as ‘gradfig check’ does.")
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
            guard !check else { return try FreshnessCheck(options: options, isExact: exact).run() }
            let build = try options.build()
            try options.write(build, force: force)
            guard let deps else { return }
            let files = options.files(of: build).map { file in
                (options.path(of: file), [build.templates[file.template].source.name] + build.fonts.files)
            }
            try Dependencies(files: files).write(to: deps, as: depsFormat)
        }
    }
}
