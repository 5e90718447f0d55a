import ArgumentParser
import Foundation
import Gradfig

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract:
            "Builds, and builds again whenever a template is saved or a figure is gone, until it is interrupted.",
        discussion: """
            A template with an error leaves its last good figures, and the error is shown. Example:

              gradfig watch --format svg
            """)

    @OptionGroup var options: BuildOptions

    /// How often the templates are looked at, in microseconds: faster than one can look from the editor to the figure.
    private static let interval: UInt32 = 100_000

    func run() throws {
        var built: [String: FileState]?
        var written: [String: FileState] = [:]
        var isRight = true
        var imports: [String] = []
        var outputs: [String] = []
        while true {
            let paths = (try? TemplateOptions.paths(options.templates)) ?? []
            var states = Self.states(of: paths + imports + options.numbers.files)
            if states != built || Self.states(of: outputs) != written {
                let wasRight = isRight
                isRight = build(paths, &imports, &outputs)
                states.merge(Self.states(of: imports.filter { states[$0] == nil })) { known, _ in known }
                if isRight, !wasRight { printError("all is right again") }
                built = states
                written = Self.states(of: outputs)
            }
            usleep(Self.interval)
        }
    }

    /// Builds what can be built.
    ///
    /// - Parameters:
    ///   - imports: the further files that the templates are read from, where they can be read.
    ///   - outputs: the files that are built, likewise.
    /// - Returns: whether that is all; otherwise errors are shown.
    private func build(_ paths: [String], _ imports: inout [String], _ outputs: inout [String]) -> Bool {
        do {
            let build = try options.build()
            imports = build.templates.flatMap(\.inputs).filter { !paths.contains($0) }
            outputs = options.files(of: build).map(options.path)
            try options.write(build)
            return true
        } catch {
            _ = report(error)
            // One wrong template is no reason to keep the others waiting.
            var others = options
            others.templates = paths.filter { path in
                var one = options
                one.templates = [path]
                return (try? one.build()).flatMap { try? $0.render(one.files(of: $0)) } != nil
            }
            if !others.templates.isEmpty { try? others.write(others.build()) }
            return false
        }
    }

    /// What tells one saving of a file from the next.
    private struct FileState: Equatable {
        let node: UInt64
        let size: Int
        let times: [Int]
    }

    private static func states(of paths: [String]) -> [String: FileState] {
        var states: [String: FileState] = [:]
        for path in paths {
            var status = stat()
            // A file that is just being replaced is there the next time.
            guard stat(path, &status) == 0 else { continue }
            states[path] = FileState(
                node: UInt64(status.st_ino), size: Int(status.st_size),
                // The second time can't be set: it tells a file that got its old time again.
                times: [status.st_mtim, status.st_ctim].flatMap { [$0.tv_sec, $0.tv_nsec] })
        }
        return states
    }
}
