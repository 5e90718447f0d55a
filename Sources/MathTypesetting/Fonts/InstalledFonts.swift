import Fingerprint
import Scene
import Synchronization

/// The installed fonts, which stand in where a chosen font lacks a character. Usable from all threads.
///
/// Fontconfig says which they are. It is asked for the first such character and not before: its start takes longer than
/// setting a page.
final class InstalledFonts: Sendable {
    static let shared = InstalledFonts()

    private let state = Mutex(State())

    private struct State {
        var fontconfig: Fontconfig?
        var choices: [Choice: (face: Face, location: Fontconfig.Location)?] = [:]
        var faces: [Fontconfig.Location: Face?] = [:]
        /// By PostScript name.
        var names: [String: Face] = [:]
        /// Of files, by their paths.
        var digests: [String: Digest] = [:]
    }

    private struct Choice: Hashable {
        let character: Character
        let language: TextLanguage
    }

    /// The face for a character in a language, nil where no installed font has it.
    func face(for character: Character, in language: TextLanguage) -> Face? {
        state.withLock { Self.choice(Choice(character: character, language: language), &$0)?.face }
    }

    /// What tells the face that stands in for a character from any other, or from none.
    func version(of substitution: Substitution) -> String {
        guard let language = TextLanguage(rawValue: substitution.language) else { return "none" }
        return state.withLock { state in
            let choice = Choice(character: substitution.character, language: language)
            guard let location = Self.choice(choice, &state)?.location else { return "none" }
            let digest = state.digests[location.path] ?? (try? FontFile.digest(ofFileAt: location.path))
            state.digests[location.path] = digest
            return "\(location.index) \(digest.map { "\($0)" } ?? "none")"
        }
    }

    /// The face of a name that `face(for:in:)` gave before.
    func face(named name: String) -> Face? { state.withLock { $0.names[name] } }

    private static func choice(
        _ choice: Choice, _ state: inout State
    ) -> (face: Face, location: Fontconfig.Location)? {
        if let known = state.choices[choice] { return known }
        let chosen = choose(choice, &state)
        state.choices[choice] = .some(chosen)
        return chosen
    }

    private static func choose(
        _ choice: Choice, _ state: inout State
    ) -> (face: Face, location: Fontconfig.Location)? {
        let scalars = choice.character.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        // What a character for private use means, each font says for itself.
        guard !scalars.isEmpty, !scalars.contains(where: { $0.properties.generalCategory == .privateUse })
        else { return nil }
        let fontconfig = state.fontconfig ?? Fontconfig(folders: FontFile.chosenFolders)
        state.fontconfig = fontconfig
        guard let location = fontconfig.font(with: Array(scalars), for: choice.language) else { return nil }
        if let known = state.faces[location] { return known.map { ($0, location) } }
        // A file that was removed or damaged since fontconfig saw it is as none.
        let face = try? Face(path: location.path, index: location.index)
        state.faces[location] = .some(face)
        if let face { state.names[face.postScriptName] = face }
        return face.map { ($0, location) }
    }
}
