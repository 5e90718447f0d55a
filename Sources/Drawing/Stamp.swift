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
        /// The pages of documents.
        case documents = "d"
        /// The pictures of documents, which several may share.
        case illustrations = "i"
    }

    public let maker: Maker
    /// The digest of all that is known to go into the file before it is drawn.
    public let recipe: Digest
    /// Whose file it is.
    public let origin: Origin
    /// What only drawing tells: the characters that installed fonts stood in for.
    public var substitutions: Substitutions?

    /// Characters that the chosen fonts lack, and what stood in for them.
    public struct Substitutions: Hashable, Sendable {
        /// The characters in a form without blanks.
        public let characters: String
        /// The digest of the fonts that had them.
        public let fonts: Digest

        public init(characters: String, fonts: Digest) {
            self.characters = characters
            self.fonts = fonts
        }
    }

    public init(by maker: Maker, recipe: Digest, origin: Origin, substitutions: Substitutions? = nil) {
        self.maker = maker
        self.recipe = recipe
        self.origin = origin
        self.substitutions = substitutions
    }

    /// A file's bytes with this stamp.
    public func stamped(_ bytes: [UInt8], as carrier: Carrier) -> [UInt8] {
        let end = bytes.count - carrier.trailer
        // Of the stamp, too, no byte can be changed unseen.
        let content = Digest(of: Array(words.utf8) + bytes)
        return bytes[..<end] + carrier.wrapped(Array("\(words) \(content)".utf8)) + bytes[end...]
    }

    /// Reads the stamp of a file.
    ///
    /// - Returns: nil where there is none; otherwise the stamp, and whether the file is as it was stamped.
    public static func read(_ bytes: [UInt8], as carrier: Carrier) -> (stamp: Stamp, isIntact: Bool)? {
        guard let start = carrier.lastStamp(in: bytes) else { return nil }
        let text = bytes[start...].dropFirst(carrier.opening.count)
        let words = String(decoding: text, as: UTF8.self).prefix { !$0.isNewline }.split(separator: " ")
        guard words.count > 4, words[0] == name, let maker = Maker(rawValue: String(words[1])),
            let recipe = Digest(words[2]), let origin = Origin(words[3])
        else { return nil }
        var stamp = Stamp(by: maker, recipe: recipe, origin: origin)
        if words.count > 6, let fonts = Digest(words[5]) {
            stamp.substitutions = Substitutions(characters: String(words[4]), fonts: fonts)
        }
        let content = Array(bytes[..<start] + bytes.suffix(carrier.trailer))
        return (stamp, stamp.stamped(content, as: carrier) == bytes)
    }

    fileprivate static let name = "gradfig"

    private var words: String {
        var words = [Self.name, maker.rawValue, "\(recipe)", "\(origin)"]
        if let substitutions { words += [substitutions.characters, "\(substitutions.fonts)"] }
        return words.joined(separator: " ")
    }
}

extension Stamp.Carrier {
    /// How many bytes follow the stamp: the last chunk of a PNG file, which is empty.
    fileprivate var trailer: Int { self == .png ? 12 : 0 }

    /// What stands before the words. The length of a PNG chunk is not known yet.
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

    /// Where the last stamp of a file begins.
    fileprivate func lastStamp(in bytes: [UInt8]) -> Int? {
        let length = self == .png ? 4 : 0
        let mark = opening.dropFirst(length) + "\(Stamp.name) ".utf8
        var start = bytes.count - mark.count
        while start >= length {
            if bytes[start] == mark.first, bytes[start...].starts(with: mark) { return start - length }
            start -= 1
        }
        return nil
    }
}
