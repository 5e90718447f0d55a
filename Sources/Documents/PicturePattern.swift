/// How documents name the files of figures: `Figure_{id}` is the stem of `img/Figure_A.5.png`, which shows figure A.5.
public struct PicturePattern: Hashable, Sendable, CustomStringConvertible {
    private let prefix: String
    private let suffix: String

    /// `Figure_{id}`
    public static let figure = PicturePattern(prefix: "Figure_", suffix: "")

    private init(prefix: String, suffix: String) {
        self.prefix = prefix
        self.suffix = suffix
    }

    /// - Returns: nil if the text does not hold `{id}` exactly once, or names a folder.
    public init?(_ text: String) {
        let parts = text.split(separator: "{id}", omittingEmptySubsequences: false)
        guard parts.count == 2, !text.contains("/") else { return nil }
        self.init(prefix: String(parts[0]), suffix: String(parts[1]))
    }

    public var description: String { "\(prefix){id}\(suffix)" }

    /// The id in a file’s stem; nil if the stem is not of the pattern.
    func id(in stem: String) -> String? {
        guard stem.hasPrefix(prefix), stem.hasSuffix(suffix), stem.count > prefix.count + suffix.count else {
            return nil
        }
        return String(stem.dropFirst(prefix.count).dropLast(suffix.count))
    }
}
