import Gradfig

/// Says, each once, what of figures could not be done as it was asked for.
func tell(_ warnings: [Diagnostic]) {
    var told: Set<String> = []
    for warning in warnings.map({ "\($0)" }) where told.insert(warning).inserted { printError(warning) }
}

/// Says, once for each figure, which characters no font has, and which package of fonts does.
func warnOfMissingCharacters(in figures: [RenderedFigure]) {
    var told: Set<String> = []
    for figure in figures where !figure.missingCharacters.isEmpty && told.insert(figure.id).inserted {
        let characters = figure.missingCharacters.map { "‘\($0)’" }.joined(separator: ", ")
        printError("warning: \(figure.id): no font has \(characters); \(advice(figure.missingCharacters))")
    }
}

private func advice(_ characters: [Character]) -> String {
    var packages: [String] = []
    for case let package? in characters.flatMap(\.unicodeScalars).map(FontPackages.package)
    where !packages.contains(package) {
        packages.append(package)
    }
    return packages.isEmpty
        ? "choose a font that does with --math-font or --text-font"
        : "install one that does (Debian: apt-get install \(packages.joined(separator: " ")))"
}
