import Diagnostics

/// The values that leave by one wire, which splits on its way to their uses: the stem carries the sum of the gradients that
/// come back on the branches.
///
/// What comes from outside, or out of a layer, always does. An operation hands its value on to each use in its layer by an
/// arrow of its own, unless a figure says otherwise.
public enum Stems: String, CaseIterable, Hashable, Sendable {
    /// Those of operations too.
    case all

    init(_ node: TemplateNode) throws {
        let text = try node.text("‘stems’")
        guard let stems = Stems(rawValue: text.text) else {
            let names = Self.allCases.map(\.rawValue)
            throw text.error(
                "‘stems’ is \(names.joined(separator: " or ")), or left out",
                suggestion: didYouMean(text.text, among: names))
        }
        self = stems
    }
}
