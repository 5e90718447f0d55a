/// A character that its font lacks, and that another font was asked for.
public struct Substitution: Hashable, Sendable {
    public let character: Character
    /// The language in whose form it was asked for.
    public let language: String

    public init(character: Character, language: String) {
        self.character = character
        self.language = language
    }
}
