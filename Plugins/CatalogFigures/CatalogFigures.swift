import Foundation
import PackagePlugin

/// Draws the figures of DocC catalogs: `swift package --allow-writing-to-package-directory figures`.
@main
struct CatalogFigures: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        exit(try gradfig("build", onCatalogsOf: context, options: arguments))
    }
}
