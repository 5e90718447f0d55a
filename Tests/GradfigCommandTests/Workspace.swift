import Foundation

/// A folder for one test, in which commands run; removed afterwards.
final class Workspace {
    let url: URL

    /// The folder of this package.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of the built programs, where the running test bundle is too.
    static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

    /// The templates of the gallery that most tests are about.
    static let templates = [
        "affine", "batch-normalization", "softmax-with-loss", "softmax-with-n-classes", "squared-error",
    ]

    /// A folder with copies of some of the package's templates.
    init(_ templates: [String] = Workspace.templates) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "gradfig-tests-\(UUID().uuidString)")
        let folder = url.appending(path: "Templates")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for template in templates {
            try FileManager.default.copyItem(
                at: Self.package.appending(path: "Templates/\(template).yaml"),
                to: folder.appending(path: "\(template).yaml"))
        }
    }

    /// Adds a copy of the document that uses the templates’ figures.
    func addDocument() throws {
        let path = "Documentation/softmax-with-loss.md"
        try write(Data(contentsOf: Self.package.appending(path: path)), to: path)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    // MARK: Files

    func data(_ path: String) throws -> Data { try Data(contentsOf: url.appending(path: path)) }

    func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

    func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    func write(_ data: Data, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    /// Copies a file of the package to the same place here.
    func copy(_ path: String) throws {
        try write(Data(contentsOf: Self.package.appending(path: path)), to: path)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(at: url.appending(path: path)) }

    /// Sets a file's time to now.
    func touch(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date()], ofItemAtPath: url.appending(path: path).path)
    }

    /// The names in a folder but hidden ones, in order; none if there is no such folder.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path)) ?? [])
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The bytes of all files of a folder.
    func files(in folder: String) throws -> [String: Data] {
        Dictionary(uniqueKeysWithValues: try names(in: folder).map { ($0, try data("\(folder)/\($0)")) })
    }

    // MARK: Programs

    /// Whether all programs are installed.
    static func hasPrograms(_ names: String...) -> Bool {
        names.allSatisfy { (try? Workspace().shell("command -v \($0)").exitCode) == 0 }
    }

    /// Runs `gradfig` with its output on pipes.
    func gradfig(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try gradfig(arguments, environment: environment)
    }

    func gradfig(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        try run(Self.products.appending(path: "gradfig"), arguments, environment: environment)
    }

    /// Runs a line of shell, in which `gradfig` is the built command.
    func shell(_ line: String) throws -> Outcome {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", line],
            environment: ["PATH": "\(Self.products.path):\(path)"])
    }

    func run(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = url
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Errors are few and fit the pipe, so that one after the other never waits for ever.
        let outputText = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let errorText = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let status = process.terminationStatus
        return Outcome(
            exitCode: process.terminationReason == .exit ? status : -status, output: outputText,
            errors: errorText)
    }
}

/// What a program left behind.
struct Outcome: Equatable {
    /// The exit code; of a program that a signal ended, minus the signal's number.
    var exitCode: Int32 = 0
    var output = ""
    var errors = ""

    /// All is well, and nothing said.
    static let silence = Outcome()
}
