import Foundation
import PackagePlugin

/// Makes the figures of a target's `NAME.gradfig.yaml` files resources of it: all in the folder `NAME` of its bundle.
///
/// What a command makes must be known before a template is read, so it is the folder, whichever files that holds.
@main
struct TargetFigures: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let files = target.sourceModule?.sourceFiles else { return [] }
        let gradfig = try context.tool(named: "GradfigCommand").url
        let ending = ".gradfig.yaml"
        return files.map(\.url).filter { $0.lastPathComponent.hasSuffix(ending) }.map { template in
            let name = template.lastPathComponent
            let folder = context.pluginWorkDirectoryURL.appending(path: name.dropLast(ending.count))
            return .buildCommand(
                displayName: "Drawing the figures of \(name)", executable: gradfig,
                // The folder is the build's own: nobody's files are in it.
                arguments: ["build", template.path, "--output", folder.path, "--force", "--prune"],
                inputFiles: [template], outputFiles: [folder])
        }
    }
}
