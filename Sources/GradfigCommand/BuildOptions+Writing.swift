import Foundation
import Gradfig
import Synchronization

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
        let writer = FileWriter(into: output)
        let drawn = Mutex<[String: RenderedFigure]>([:])
        do {
            try build.render(stale) { figures in
                for var figure in figures {
                    try writer.add(figure.bytes, at: "\(output)/\(figure.name)")
                    figure.bytes = []
                    drawn.withLock { $0[figure.name] = figure }
                }
            }
        } catch {
            // A figure that fails leaves every old file as it was.
            writer.discard()
            throw error
        }
        let figures = drawn.withLock { drawn in stale.compactMap { drawn[$0.name] } }
        tell(figures.flatMap(\.warnings))
        warnOfMissingCharacters(in: figures)
        try writer.finish()
        if isatty(STDOUT_FILENO) == 1 { for file in stale { try printOutput(path(of: file)) } }
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
