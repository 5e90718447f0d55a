import Fingerprint
import Scene

/// Characters that the chosen fonts lack: what they look like depends on the fonts that are installed.
public struct Substitutions: Hashable, Sendable {
    private let characters: Set<Substitution>

    public init(_ characters: some Sequence<Substitution>) { self.characters = Set(characters) }

    public var isEmpty: Bool { characters.isEmpty }

    /// Reads what `text` says of others; nil for any other text.
    public init?(_ text: String) {
        var characters: Set<Substitution> = []
        for group in text.split(separator: ",") {
            let parts = group.split(separator: ":")
            guard parts.count == 2, TextLanguage(rawValue: String(parts[0])) != nil else { return nil }
            for code in parts[1].split(separator: "+") {
                let scalars = code.split(separator: ".").map {
                    UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
                }
                var character = String.UnicodeScalarView()
                for scalar in scalars {
                    guard let scalar else { return nil }
                    character.append(scalar)
                }
                guard String(character).count == 1 else { return nil }
                characters.insert(
                    Substitution(character: Character(String(character)), language: String(parts[0])))
            }
        }
        self.init(characters)
    }

    /// The characters by their codes, without blanks: `ja:30bd+5c64,zh-cn:5c42`.
    public var text: String {
        Dictionary(grouping: characters, by: \.language).sorted { $0.key < $1.key }.map {
            language, characters in
            "\(language):\(characters.map { Self.code(of: $0.character) }.sorted().joined(separator: "+"))"
        }.joined(separator: ",")
    }

    private static func code(of character: Character) -> String {
        character.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: ".")
    }

    /// The digest of the installed fonts that stand in for them now.
    public var fonts: Digest {
        let sorted = characters.sorted {
            ($0.language, Self.code(of: $0.character)) < ($1.language, Self.code(of: $1.character))
        }
        return Digest(of: sorted.map { InstalledFonts.shared.version(of: $0) })
    }
}
