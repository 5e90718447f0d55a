import ArgumentParser

/// What becomes of the files of a build: of figures on their own, and of documents.
struct WritingOptions: ParsableArguments {
    @Flag(help: "Write every file, up to date or not.")
    var force = false

    @Flag(help: "Also remove the files of figures that are no more, but those changed by another hand.")
    var prune = false

    @Flag(help: "Write nothing; name the files that are not up to date, with the command that mends them.")
    var check = false

    @Flag(help: "With --check, draw each figure, and compare every byte.")
    var exact = false

    @Option(help: "Also write what each file is made from, for a build system.", completion: .file())
    var deps: String?

    @Option(help: "The form of --deps: rules of make, or JSON.")
    var depsFormat = Dependencies.Format.make

    func validate() throws {
        guard !check || !prune else { throw ValidationError("--check removes nothing: it has no --prune.") }
        guard !check || deps == nil else { throw ValidationError("--check writes nothing: it has no --deps.") }
        guard check || !exact else { throw ValidationError("--exact belongs to --check.") }
    }

    /// What the files are made from, if that is to be written.
    ///
    /// - Parameter files: their paths in the order of the build, each with the paths of what it is made from.
    func dependencies(of files: [(output: String, inputs: [String])]) throws -> Dependencies? {
        try deps.map { try Dependencies(at: $0, as: depsFormat, files: files) }
    }
}
