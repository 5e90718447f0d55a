import Foundation
import Gradfig

extension BuildOptions {
    /// Writes the files of a build that are not up to date, or all.
    func write(_ build: FigureBuild, force: Bool = false) throws {
        for warning in build.warnings { printError("\(warning)") }
        if let rival = rivals(of: build).first {
            let path = "\(output)/\(rival)"
            throw FileError("DocC takes a figure in one format, and there is \(path): rm \(shellWord(path))")
        }
        let stale = try force ? files(of: build) : staleFiles(of: build)
        if stale.isEmpty { return }
        // All is drawn before anything is written: a figure that fails leaves every old file as it was.
        let figures = try build.render(stale)
        tell(figures.flatMap(\.warnings))
        warnOfMissingCharacters(in: figures)
        try makeFolder(output)
        let written = figures.map { ("\(output)/\($0.name)", $0.bytes) }
        try writeFiles(written)
        if isatty(STDOUT_FILENO) == 1 { for (path, _) in written { try printOutput(path) } }
    }
    /// The files that are not up to date.
    ///
    /// - Throws: `FileError`s for those that are not this build's to write.
    private func staleFiles(of build: FigureBuild) throws -> [FigureBuild.File] {
        let files = try files(of: build).map { ($0, try Freshness(of: $0, at: path(of: $0))) }
        let protected = files.filter(\.1.isProtected).map { file, freshness in
            FileError(protecting: path(of: file), freshness, from: command(for: file, of: build))
        }
        if let failure = Failures.any(protected, most: FileError.most) { throw failure }
        return files.filter { $0.1 != .fresh }.map(\.0)
    }
}
