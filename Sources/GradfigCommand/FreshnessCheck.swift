import ArgumentParser
import Foundation
import Gradfig

/// Compares the files of a folder with what they should be made from.
struct FreshnessCheck {
    let options: BuildOptions
    /// Whether every file is drawn again, and its bytes compared.
    let isExact: Bool

    /// Names each file that is not up to date, with the command that mends it.
    ///
    /// - Throws: `ExitCode.outOfDate` if there is any.
    func run() throws {
        let build = try options.build()
        for warning in build.templates.flatMap(\.warnings) + build.warnings { printError("\(warning)") }
        let files = options.files(of: build)
        let rendered = isExact ? try build.render(files) : []
        var isCurrent = true
        func tell(_ path: String, _ problem: String, _ command: String) {
            printError("\(path): \(problem): \(command)")
            isCurrent = false
        }
        var mends: [String] = []
        for (index, file) in files.enumerated() {
            let path = options.path(of: file)
            var freshness = try Freshness(of: file, at: path)
            if isExact, freshness == .fresh, try readIfPresent(path) != rendered[index].bytes {
                freshness = .outOfDate
            }
            guard freshness != .fresh else { continue }
            let force = freshness.isProtected || (freshness == .outOfDate && isExact) ? " --force" : ""
            mends.append(options.command(for: file, of: build) + force)
            tell(path, freshness.rawValue, mends[mends.count - 1])
        }
        if mends.count > 1 {
            let force = mends.contains { $0.hasSuffix(" --force") } ? " --force" : ""
            printError("all at once: \(options.command)\(force)")
        }
        for name in options.rivals(of: build) {
            let path = "\(options.output)/\(name)"
            tell(path, "DocC takes a figure in one format", "rm \(shellWord(path))")
        }
        for orphan in options.orphans(of: build) {
            tell(orphan.path, "no template has it any more", "rm \(shellWord(orphan.path))")
        }
        if !isCurrent { throw ExitCode.outOfDate }
    }
}
