// swift-tools-version: 6.0
import PackageDescription

// Fuzzers of what people type. `make fuzz` builds and runs them; a package of their own, since all code is instrumented
// for them.
let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "Gradfig", path: "..")],
    targets: [
        .executableTarget(
            name: "TeXFuzzer", dependencies: [.product(name: "MathTypesetting", package: "Gradfig")]),
        .executableTarget(name: "FormulaFuzzer", dependencies: [.product(name: "Gradfig", package: "Gradfig")]),
    ],
    swiftLanguageModes: [.v6]
)
