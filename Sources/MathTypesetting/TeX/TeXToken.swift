/// A piece of a TeX text.
struct TeXToken {
    enum Kind: Hashable {
        /// A character of its own; also those with a meaning: `{ } & ^ _ '`.
        case character(Unicode.Scalar)
        /// A command, without its backslash.
        case command(String)
        /// The end of the text.
        case end
    }

    let kind: Kind
    /// UTF-8 offsets into the source.
    let range: Range<Int>

    /// This token with all that follows, up to a brace that closes another.
    func through(_ last: TeXToken) -> TeXToken {
        TeXToken(kind: kind, range: range.lowerBound..<last.range.upperBound + 1)
    }
}
