import Fingerprint

/// What a written file says of its making, unseen, at its end: what it was made from, and what its bytes were.
public struct Stamp: Hashable, Sendable {
    /// How a stamp is put into a file of some format.
    public enum Carrier: Sendable {
        /// A comment of XML or HTML, after the root element.
        case markup
        /// A `tEXt` chunk before the last chunk (PNG specification §11.3.4.3).
        case png
        /// A comment behind the end of the file's structure (ISO 32000-1 §7.2.3).
        case pdf
        /// A line comment of the DOT language.
        case dot
    }

    /// What writes files: each looks after its own only.
    public enum Maker: String, Sendable {
        case figures = "f"
        case documents = "d"
    }

    public let maker: Maker
    /// The digest of all that the file is made from.
    public let recipe: Digest
    /// The digest of the source's name: whose file it is.
    public let source: Digest

    public init(by maker: Maker, recipe: Digest, source: Digest) {
        self.maker = maker
        self.recipe = recipe
        self.source = source
    }

    /// A file's bytes with this stamp.
    public func stamped(_ bytes: [UInt8], as carrier: Carrier) -> [UInt8] {
        let end = bytes.count - carrier.trailer
        return bytes[..<end] + carrier.wrapped(text(content: Digest(of: bytes[..<end]))) + bytes[end...]
    }

    /// Whether a file with this stamp is as good as one with another: what documents share belongs to any of them.
    public func isAsGood(as wanted: Stamp) -> Bool {
        maker == wanted.maker && recipe == wanted.recipe && (maker == .documents || source == wanted.source)
    }

    /// Reads the stamp of a file.
    ///
    /// - Returns: nil where there is none; otherwise the stamp, and whether the file is as it was stamped.
    public static func read(_ bytes: [UInt8], as carrier: Carrier) -> (stamp: Stamp, isIntact: Bool)? {
        let place = carrier.opening.count
        let length = carrier.wrapped(Array(repeating: 0, count: textLength)).count
        let start = bytes.count - carrier.trailer - length
        guard start >= 0 else { return nil }
        let text = String(decoding: bytes[(start + place)...].prefix(textLength), as: UTF8.self)
        let words = text.split(separator: " ")
        guard words.count == 5, words[0] == name, let maker = Maker(rawValue: String(words[1])),
            let recipe = Digest(words[2]), let source = Digest(words[3]), let content = Digest(words[4])
        else { return nil }
        return (Stamp(by: maker, recipe: recipe, source: source), content == Digest(of: bytes[..<start]))
    }

    private static let name = "gradfig"
    /// The name, a letter for the maker, and three digests of 32 digits, with blanks between them.
    private static let textLength = name.utf8.count + 2 + 3 * 33

    private func text(content: Digest) -> [UInt8] {
        Array("\(Self.name) \(maker.rawValue) \(recipe) \(source) \(content)".utf8)
    }
}

extension Stamp.Carrier {
    /// How many bytes follow the stamp: the last chunk of a PNG file, which is empty.
    fileprivate var trailer: Int { self == .png ? 12 : 0 }

    fileprivate var opening: [UInt8] {
        switch self {
        case .markup: Array("<!-- ".utf8)
        case .png: [0, 0, 0, 0] + Array("tEXtComment\0".utf8)
        case .pdf: Array("% ".utf8)
        case .dot: Array("// ".utf8)
        }
    }

    fileprivate func wrapped(_ text: [UInt8]) -> [UInt8] {
        switch self {
        case .markup: opening + text + Array(" -->\n".utf8)
        case .png: PNGChunks.chunk("tEXt", Array("Comment\0".utf8) + text)
        case .pdf, .dot: opening + text + [UInt8(ascii: "\n")]
        }
    }
}
