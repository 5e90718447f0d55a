import Diagnostics

/// A picture of a document: `![alternative text](destination "title")`, or one whose destination a definition gives.
///
/// Pictures written as HTML (`<img src="…">`) are HTML to Markdown, not pictures.
public struct Picture: Sendable {
    /// The destination as it is meant: escapes and entities resolved, percent signs kept.
    public let url: String
    /// The alternative text as it reads, line breaks as blanks.
    public let alternativeText: String
    public let title: String
    /// Where the destination is written, in the picture or in its definition, without `<` and `>` around it. Nil where
    /// the text is so tangled that cmark-gfm does not confirm the place.
    public let destination: SourceSlice?
    /// Where the alternative text is written, without its brackets; nil likewise.
    public let alternative: SourceSlice?
    /// The picture's destination where it is known, else the first line of the block that holds the picture.
    public let place: SourceSlice
    let form: Form

    /// How a picture says its destination.
    enum Form {
        /// Beside the alternative text, in the picture or as the label of a definition.
        case explicit
        /// `![label]`
        case shortcut
        /// `![label][]`; the offset is that between the empty brackets.
        case collapsed(Int)
    }

    /// The edits that give the picture another destination, another alternative text, or both; nil keeps what is.
    ///
    /// What has no known place stays as it is.
    public func edits(destination newDestination: String?, alternativeText newText: String?) -> [Edit] {
        var edits: [Edit] = []
        if let newDestination, newDestination != url, let destination {
            edits.append(Edit(destination.range, MarkdownText.destination(newDestination)))
        }
        guard let newText, newText != alternativeText, let alternative else { return edits }
        let text = MarkdownText.escaped(newText)
        switch form {
        case .explicit:
            edits.append(Edit(alternative.range, text))
        case .shortcut:
            let start = alternative.range.lowerBound
            edits.append(Edit(start..<start, text + "]["))
        case .collapsed(let label):
            edits.append(Edit(alternative.range, text))
            edits.append(Edit(label..<label, alternative.text))
        }
        return edits
    }
}
