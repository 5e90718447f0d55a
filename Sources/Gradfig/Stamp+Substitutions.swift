import Drawing
import MathTypesetting

extension Stamp {
    /// The stamp of a file that has characters which installed fonts were asked for.
    package func with(_ substitutions: MathTypesetting.Substitutions) -> Stamp {
        var stamp = self
        stamp.substitutions =
            substitutions.isEmpty
            ? nil : Stamp.Substitutions(characters: substitutions.text, fonts: substitutions.fonts)
        return stamp
    }
}

extension Stamp.Substitutions {
    /// Whether the fonts that are installed now would stand in for the characters as they did.
    public var isCurrent: Bool { MathTypesetting.Substitutions(characters)?.fonts == fonts }
}
