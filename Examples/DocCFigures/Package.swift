// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "DocCFigures",
    products: [.library(name: "Layers", targets: ["Layers"])],
    dependencies: [
        .package(name: "Gradfig", path: "../.."),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        .target(name: "Layers", plugins: [.plugin(name: "TargetFigures", package: "Gradfig")])
    ]
)
