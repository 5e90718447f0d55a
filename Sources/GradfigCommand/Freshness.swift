import ArgumentParser
import Foundation
import Gradfig

/// How a file stands to what it is made from. Nothing is drawn to find out: files say what they were made from.
enum Freshness: String {
    case fresh
    case missing
    case outOfDate = "out of date"
    /// Not written here, or cut off since.
    case foreign = "without a digest of gradfig’s"
    /// Not as it was written.
    case changed = "changed by another hand"

    init(of file: FigureBuild.File, at path: String) throws {
        try self.init(of: file.stamp, as: file.format.carrier, at: path)
    }

    /// - Parameter stamp: the stamp of the file when it is up to date.
    init(of stamp: Stamp, as carrier: Stamp.Carrier, at path: String) throws {
        guard let bytes = try Self.bytes(at: path) else {
            self = .missing
            return
        }
        guard let (old, isIntact) = Stamp.read(bytes, as: carrier) else {
            self = .foreign
            return
        }
        self = !isIntact ? .changed : old.isAsGood(as: stamp) ? .fresh : .outOfDate
    }

    /// - Parameter content: the bytes of the file when it is up to date.
    init(of content: [UInt8], at path: String) throws {
        let old = try Self.bytes(at: path)
        self = old == content ? .fresh : old == nil ? .missing : .outOfDate
    }

    /// A folder in the place of a file is as a file that has nothing in it.
    private static func bytes(at path: String) throws -> [UInt8]? {
        FileIdentity(path)?.isFolder == true ? [] : try readIfPresent(path)
    }
}

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
            let force = freshness == .outOfDate && isExact ? " --force" : ""
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
