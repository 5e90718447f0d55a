import Drawing
import Scene

/// A figure to step through as HTML that loads nothing: buttons, arrow keys and a slider go through its steps; an arrow
/// that is pointed at or focused says how its value comes about.
///
/// There is one drawing, whose arrows are shown and hidden, so that nothing moves. Without script every step stands
/// below the one before it, and repeats the drawing's parts by reference.
package struct StepPage {
    private let figure: StepFigure
    private let words: StepWords
    /// The figure as an element of a page that has `style` in its head and `script` at its end.
    package let fragment: String

    package static let style = "<style>\n\(StepStyle.sheet)\n</style>\n"
    package static let script = "<script>\n\(StepScript.text)\n</script>\n"

    /// - Throws: a `DrawingError` for a figure that can't be drawn.
    package init(_ figure: StepFigure, words: StepWords) throws(DrawingError) {
        self.figure = figure
        self.words = words
        var fragment = StepFragment(figure, words: words, parts: try SVGFragments(of: figure.scenes))
        self.fragment = fragment.text()
    }

    /// The characters that are drawn and whose fonts lack them.
    package var substitutions: [Substitution] { figure.scenes.flatMap(\.substitutions) }

    /// The figure as a file of its own.
    package var document: String {
        """
        <!DOCTYPE html>
        <html lang="\(figure.language.asMarkup)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(figure.title.asMarkup)</title>
        \(Self.style)<style>
        \(StepStyle.page)
        </style>
        </head>
        <body>
        <main>
        <h1>\(figure.title.asMarkup)</h1>
        \(fragment)</main>
        \(Self.script)</body>
        </html>

        """
    }
}
