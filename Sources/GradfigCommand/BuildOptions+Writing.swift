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
        let stale = try files(of: build).filter { file in
            try force || Freshness(of: file, at: path(of: file)) != .fresh
        }
        if stale.isEmpty { return }
        // All is drawn before anything is written: a figure that fails leaves every old file as it was.
        let figures = try build.render(stale)
        tell(figures.flatMap(\.warnings))
        warnOfMissingCharacters(in: figures)
        try makeFolder(output)
        let isTerminal = isatty(STDOUT_FILENO) == 1
        for figure in figures {
            let path = "\(output)/\(figure.name)"
            try writeFile(figure.bytes, to: path)
            if isTerminal { try printOutput(path) }
        }
    }
}
