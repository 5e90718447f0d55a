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
        var choices: [Choice: Face?] = [:]
        var faces: [Fontconfig.Location: Face?] = [:]
        /// By PostScript name.
        var names: [String: Face] = [:]
    }

    private struct Choice: Hashable {
        let character: Character
        let language: TextLanguage
    }

    /// The face for a character in a language, nil where no installed font has it.
    func face(for character: Character, in language: TextLanguage) -> Face? {
        state.withLock { state in
            let choice = Choice(character: character, language: language)
            if let known = state.choices[choice] { return known }
            let face = Self.choose(choice, &state)
            state.choices[choice] = .some(face)
            return face
        }
    }

    /// The face of a name that `face(for:in:)` gave before.
    func face(named name: String) -> Face? { state.withLock { $0.names[name] } }

    private static func choose(_ choice: Choice, _ state: inout State) -> Face? {
        let scalars = choice.character.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        // What a character for private use means, each font says for itself.
        guard !scalars.isEmpty, !scalars.contains(where: { $0.properties.generalCategory == .privateUse })
        else { return nil }
        let fontconfig = state.fontconfig ?? Fontconfig(folders: FontFile.chosenFolders)
        state.fontconfig = fontconfig
        guard let location = fontconfig.font(with: Array(scalars), for: choice.language) else { return nil }
        if let known = state.faces[location] { return known }
        // A file that was removed or damaged since fontconfig saw it is as none.
        let face = try? Face(path: location.path, index: location.index)
        state.faces[location] = .some(face)
        if let face { state.names[face.postScriptName] = face }
        return face
    }
}
