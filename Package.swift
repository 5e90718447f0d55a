// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "Gradfig",
    products: [
        .library(name: "Gradfig", targets: ["Gradfig"]),
        .library(name: "MathTypesetting", targets: ["MathTypesetting"]),
        .executable(name: "gradfig", targets: ["GradfigCommand"]),
        .plugin(name: "TargetFigures", targets: ["TargetFigures"]),
        .plugin(name: "CatalogFigures", targets: ["CatalogFigures"]),
        .plugin(name: "CheckCatalogFigures", targets: ["CheckCatalogFigures"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
        .package(url: "https://github.com/attaswift/BigInt.git", from: "6.0.1"),
    ],
    targets: [
        .target(name: "Diagnostics"),
        .systemLibrary(name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
        .target(name: "Precision", dependencies: ["CMPFR"]),
        .target(name: "Symbolic", dependencies: ["Diagnostics", "Precision", "BigInt"]),
        .target(name: "ComputationalGraph", dependencies: ["Symbolic", "Precision"]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "YAML", dependencies: ["CYAML"]),
        .target(name: "FigureTemplate", dependencies: ["ComputationalGraph", "YAML"]),
        .target(name: "Scene"),
        .systemLibrary(
            name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
        .target(name: "Fingerprint", dependencies: ["CXXHash"]),
        .target(name: "Layout", dependencies: ["Diagnostics", "Scene"]),
        .systemLibrary(
            name: "CHarfBuzz", pkgConfig: "harfbuzz",
            providers: [.apt(["libharfbuzz-dev"]), .brew(["harfbuzz"])]),
        .systemLibrary(
            name: "CFontconfig", pkgConfig: "fontconfig",
            providers: [.apt(["libfontconfig-dev"]), .brew(["fontconfig"])]),
        .target(
            name: "MathTypesetting",
            dependencies: ["Diagnostics", "Scene", "Fingerprint", "CHarfBuzz", "CFontconfig"]),
        .systemLibrary(
            name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
        .target(name: "CGraphvizPlugin", dependencies: ["CGraphviz"]),
        .target(name: "Graphviz", dependencies: ["Scene", "CGraphvizPlugin"]),
        .systemLibrary(
            name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "Drawing", dependencies: ["Scene", "Fingerprint", "CCairo", "CZlib"]),
        .target(name: "StepPage", dependencies: ["Scene", "Drawing"]),
        .target(
            name: "Gradfig",
            dependencies: [
                "FigureTemplate", "Layout", "MathTypesetting", "Graphviz", "Drawing", "StepPage",
            ]),
        .systemLibrary(
            name: "CMarkGFM",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .target(name: "Markdown", dependencies: ["Diagnostics", "CMarkGFM"]),
        .target(name: "Documents", dependencies: ["Gradfig", "Markdown", "Scene", "Drawing", "StepPage"]),
        .executableTarget(
            name: "GradfigCommand",
            dependencies: ["Documents", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(name: "GradfigBench", dependencies: ["Gradfig", "Corpus"]),
        .executableTarget(name: "LibraryExample", dependencies: ["Gradfig"], path: "Examples/Library"),
        .plugin(name: "TargetFigures", capability: .buildTool(), dependencies: ["GradfigCommand"]),
        .plugin(
            name: "CatalogFigures",
            capability: .command(
                intent: .custom(verb: "figures", description: "Draws the figures of DocC catalogs."),
                permissions: [
                    .writeToPackageDirectory(reason: "Figures are files of the catalogs that show them.")
                ]),
            dependencies: ["GradfigCommand"]),
        .plugin(
            name: "CheckCatalogFigures",
            capability: .command(
                intent: .custom(
                    verb: "check-figures",
                    description: "Tells which figures of DocC catalogs are not up to date.")
            ),
            dependencies: ["GradfigCommand"]),
        .target(name: "TestSupport", dependencies: ["Symbolic"], path: "Tests/TestSupport"),
        .target(name: "Corpus", dependencies: ["Gradfig", "TestSupport"], path: "Tests/Corpus"),
        .testTarget(name: "CorpusTests", dependencies: ["Corpus"]),
        .testTarget(name: "LayoutTests", dependencies: ["Layout", "TestSupport"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
        .testTarget(name: "SymbolicTests", dependencies: ["Symbolic", "Precision", "TestSupport"]),
        .testTarget(name: "PrecisionTests", dependencies: ["Precision", "TestSupport"]),
        .testTarget(name: "ComputationalGraphTests", dependencies: ["ComputationalGraph", "TestSupport"]),
        .testTarget(name: "FigureTemplateTests", dependencies: ["FigureTemplate", "TestSupport"]),
        .testTarget(
            name: "MathTypesettingTests", dependencies: ["MathTypesetting", "TestSupport"], exclude: ["LuaTeX"]),
        .testTarget(name: "GraphvizTests", dependencies: ["Graphviz"]),
        .testTarget(name: "FingerprintTests", dependencies: ["Fingerprint"]),
        .testTarget(name: "DrawingTests", dependencies: ["Drawing", "CZlib"]),
        .testTarget(name: "StepPageTests", dependencies: ["StepPage", "Gradfig"]),
        .testTarget(name: "GradfigTests", dependencies: ["Gradfig", "TestSupport"]),
        .testTarget(
            name: "GradfigCommandTests",
            dependencies: ["GradfigCommand", "Gradfig", "LibraryExample", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
