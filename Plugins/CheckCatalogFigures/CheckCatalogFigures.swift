import Foundation
import PackagePlugin

/// Tells which figures of DocC catalogs are not up to date: `swift package check-figures`. It writes nothing.
@main
struct CheckCatalogFigures: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        let exitCode = try gradfig("check", onCatalogsOf: context, options: arguments)
        if exitCode == 1 {
            Diagnostics.error("To mend all: swift package --allow-writing-to-package-directory figures")
        }
        exit(exitCode)
    }
}
