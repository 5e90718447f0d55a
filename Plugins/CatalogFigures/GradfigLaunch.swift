import Foundation
import PackagePlugin

/// Runs a subcommand of `gradfig` on every DocC catalog of the package that has templates: its `*.gradfig.yaml` files
/// on the top level. Their figures are in its folder `Figures`, named as DocC finds them.
///
/// - Returns: the exit code of the last run that failed, or 0.
func gradfig(_ subcommand: String, onCatalogsOf context: PluginContext, options: [String]) throws -> Int32 {
    let tool = try context.tool(named: "GradfigCommand").url
    let format = options.contains("--format") ? [] : ["--format", "svg"]
    let root = context.package.directoryURL
    let files = context.package.targets.compactMap(\.sourceModule).flatMap { $0.sourceFiles.map(\.url) }
    var exitCode: Int32 = 0
    for catalog in files where catalog.pathExtension == "docc" {
        // Paths in messages are those that one would type.
        let folder = catalog.path.dropFirst(root.path.count).drop { $0 == "/" }
        let names = try FileManager.default.contentsOfDirectory(atPath: catalog.path).sorted()
        let templates = names.filter { $0.hasSuffix(".gradfig.yaml") && !$0.hasPrefix(".") }.map {
            "\(folder)/\($0)"
        }
        if templates.isEmpty { continue }
        let process = Process()
        process.executableURL = tool
        process.currentDirectoryURL = root
        // DocC's pages have a background for each scheme.
        let look = ["--naming", "docc", "--transparent"]
        process.arguments =
            [subcommand] + templates + ["--output", "\(folder)/Figures"] + look + format + options
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { exitCode = process.terminationStatus }
    }
    return exitCode
}
