import Gradfig

/// Says, once for each figure, what its fonts have no glyph for.
func warnOfMissingCharacters(in figures: [RenderedFigure]) {
    var told: Set<String> = []
    for figure in figures where !figure.missingCharacters.isEmpty && told.insert(figure.id).inserted {
        let characters = figure.missingCharacters.map { "‘\($0)’" }.joined(separator: ", ")
        printError(
            "warning: \(figure.id): no glyph for \(characters); choose a font with --math-font or --text-font"
        )
    }
}
