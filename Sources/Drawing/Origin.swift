import Fingerprint

/// What a file is made from, by its place and name: whose file it is.
public struct Origin: Hashable, Sendable {
    /// The digests of a folder and of a name in it, eight bytes of each: enough to tell the sources of one output folder.
    private let folder: Substring
    private let name: Substring

    /// - Parameters:
    ///   - folder: where the source is, as seen from the folder of what is made from it: moved together, they know each
    ///     other.
    ///   - name: the name of the source's file.
    ///   - form: what it is made into, where that is of several kinds.
    public init(folder: String, name: String, form: String = "") {
        self.folder = Digest(of: [folder]).description.prefix(Self.half)
        self.name = Digest(of: [name, form]).description.prefix(Self.half)
    }

    /// A source that is known by its file's name alone.
    public static func named(_ path: String, form: String = "") -> Origin {
        Origin(folder: "", name: path.split(separator: "/").last.map(String.init) ?? path, form: form)
    }

    /// The origin that 32 hexadecimal digits say; nil for any other text.
    public init?(_ text: some StringProtocol) {
        guard Digest(text) != nil else { return nil }
        folder = Substring(text.prefix(Self.half))
        name = Substring(text.suffix(Self.half))
    }

    /// Whether a source is in the same folder.
    public func isBeside(_ other: Origin) -> Bool { folder == other.folder }

    private static let half = 16
}

extension Origin: CustomStringConvertible {
    /// 32 hexadecimal digits.
    public var description: String { "\(folder)\(name)" }
}
