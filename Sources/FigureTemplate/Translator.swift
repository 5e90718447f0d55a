import Diagnostics

/// Chooses among the translations of a template's texts. A text is a scalar, which stands for every language, or a
/// mapping of languages such as `{ en: Softmax layer, ja: Softmax 層 }`.
struct Translator {
    /// The language that is wanted; nil for English, or what there is.
    let language: String?
    /// What is said in that language besides.
    let wording: Wording
    /// What is not there in the language that is wanted.
    private(set) var missing: [Diagnostic] = []
    /// The languages that something is there in: those of tables, and of texts so far.
    private var known: Set<String>

    init(language: String?, among languages: [String: Wording] = Wording.languages) {
        self.language = language
        wording = Wording.of(language, among: languages)
        known = Set(languages.keys)
    }

    /// Checks that something is there in the language that is wanted.
    func checkLanguage(at place: SourceSlice) throws {
        guard let language, !known.contains(language), !known.contains(String(language.prefix { $0 != "-" }))
        else {
            return
        }
        throw place.error(
            "nothing is there in the language ‘\(language)’",
            suggestion:
                "there are \(known.sorted().map { "‘\($0)’" }.joined(separator: ", ")); another is a table under ‘languages’"
        )
    }

    /// The text of a node in the wanted language; else in English; else in the first that there is.
    mutating func string(_ node: TemplateNode, _ what: String) throws -> String {
        guard let entries = try node.entries(), !entries.isEmpty else { return try node.string(what) }
        let texts = try entries.map { code, text in
            let name = try code.string("a language")
            guard Self.isLanguage(name) else {
                throw code.slice.error(
                    "\(what) is a text, or one for each of several languages: { en: …, zh: …, ja: … }")
            }
            return (language: name, text: try text.string(what))
        }
        known.formUnion(texts.map(\.language))
        func text(in language: String) -> String? { texts.first { $0.language == language }?.text }
        if let language {
            // A text in Chinese is one for zh-Hans, too.
            let base = String(language.prefix { $0 != "-" })
            if let text = text(in: language) ?? text(in: base) { return text }
            let fallback = texts.first { $0.language == "en" } ?? texts[0]
            missing.append(
                Diagnostic(
                    "\(what) is not there in ‘\(language)’; it will be in ‘\(fallback.language)’",
                    at: node.slice,
                    severity: .warning))
        }
        return text(in: "en") ?? texts[0].text
    }

    /// Whether a text is a language with what may follow it: `zh`, `zh-Hant` (BCP 47 §2.1).
    private static func isLanguage(_ text: String) -> Bool {
        let tags = text.split(separator: "-", omittingEmptySubsequences: false)
        return (2...3).contains(tags[0].count) && tags[0].allSatisfy { $0.isASCII && $0.isLetter }
            && tags.allSatisfy { tag in
                (1...8).contains(tag.count) && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
    }
}
