import Diagnostics
import FigureTemplate
import Testing

/// What figures and pages say in a language is a table, to which a template can add.
struct WordingTests {
    private func template(
        _ languages: String, language: String? = "fr", imported: String? = nil
    ) throws -> Template {
        let text = """
            title: Exponential
            \(imported == nil ? "" : "import: other.yaml")
            \(languages)
            layers:
              - { name: A, input: x, equations: L = exp(x), output: L }
            figures:
              - { id: f, title: F, steps: auto }

            """
        return try Template(SourceText(text, name: "t.yaml"), language: language) { _, _ in
            SourceText(imported ?? "", name: "other.yaml")
        }
    }

    private func titles(_ template: Template) -> [String] { template.figures.map(\.title) }

    private static let french = """
        languages:
          fr: { step-through: "Étape {number} : {names}", quote: "« {name} »", forward: Avant }
        """

    @Test func `of a template`() throws {
        let template = try template(Self.french)
        // What it lacks is English.
        #expect(titles(template) == ["Step 1: the gradient arrives", "Étape 2 : « exp »"])
        #expect(template.figures[0].wording(.forward) == "Avant")
        #expect(try titles(self.template(Self.french, language: "fr-CH"))[1] == "Étape 2 : « exp »")
        #expect(try titles(self.template(Self.french, language: nil))[1] == "Step 2: back through “exp”")
    }

    @Test func `of one that it imports, and its own before that`() throws {
        #expect(try titles(template("", imported: Self.french))[1] == "Étape 2 : « exp »")
        #expect(
            try titles(template("languages: { fr: { quote: \"<{name}>\" } }", imported: Self.french))[1]
                == "Étape 2 : <exp>")
    }

    @Test func `of a language that is there already`() throws {
        let template = try template("languages: { ja: { quote: \"[{name}]\" } }", language: "ja")
        #expect(titles(template)[1] == "手順 2：[exp]を逆向きに通る")
    }

    @Test(arguments: [
        (
            "languages: { fr: { foreward: Avant } }",
            """
            t.yaml:3:20: error: there is no phrase ‘foreward’
                languages: { fr: { foreward: Avant } }
                                   ^~~~~~~~
            did you mean ‘forward’?
            """
        ),
        (
            "languages: { fr: { quote: \"« {nom} »\" } }",
            """
            t.yaml:3:28: error: nothing is called ‘{nom}’ in ‘quote’
                languages: { fr: { quote: "« {nom} »" } }
                                           ^~~~~~~~~
            there is ‘{name}’
            """
        ),
        (
            "languages: { fr: Avant }",
            """
            t.yaml:3:18: error: a language is a mapping of phrases such as { forward: Avant }
                languages: { fr: Avant }
                                 ^~~~~
            """
        ),
        (
            "languages: fr",
            """
            t.yaml:3:12: error: languages are a mapping such as { fr: { forward: Avant } }
                languages: fr
                           ^~
            """
        ),
    ]) func `what is no table`(languages: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) { try template(languages) }
        #expect("\(error!)" == expected)
    }

    /// Each has all, with the same names in braces, and can be read again.
    @Test(arguments: Wording.languages.keys.sorted()) func `the tables are whole`(language: String) throws {
        let wording = try #require(Wording.languages[language])
        let yaml = wording.yaml(language: language)
        #expect(try template(yaml, language: language).figures[0].wording == wording)
        for phrase in Wording.Phrase.allCases where phrase != .gap {
            #expect(!wording(phrase).isEmpty)
            if language != "en", ![.quote, .period, .separator, .colon, .position].contains(phrase) {
                #expect(wording(phrase) != Wording.english(phrase), "\(phrase.rawValue)")
            }
        }
    }
}
