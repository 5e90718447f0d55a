import Diagnostics
import FigureTemplate
import Testing

/// Texts in several languages.
struct LanguageTests {
    private let text = """
        title: { en: A layer, zh: 一层, ja: 一層 }
        layers:
          - { name: Square, label: { zh: 平方层, en: Square layer }, input: x, equations: y = x * x, output: y }
        figures:
          - id: all
            title: { ja: すべて, en: All of it }
            caption: { en: One node., zh: 一个节点。 }
            description: The square of a number.
        """

    private func template(_ language: String?) throws -> Template {
        try Template(SourceText(text, name: "square.yaml"), language: language)
    }

    @Test(arguments: [
        (nil, ["A layer", "Square layer", "All of it", "One node.", "The square of a number."]),
        ("en", ["A layer", "Square layer", "All of it", "One node.", "The square of a number."]),
        ("zh", ["一层", "平方层", "All of it", "一个节点。", "The square of a number."]),
        ("ja", ["一層", "Square layer", "すべて", "One node.", "The square of a number."]),
    ])
    func `each text in its language, or in English`(language: String?, texts: [String]) throws {
        let template = try template(language)
        let figure = template.figures[0]
        #expect(
            [
                template.title, template.model.layers[0].displayName, figure.title, figure.caption,
                figure.description,
            ]
                == texts)
        #expect(figure.language == language)
    }

    @Test func `without English the first one stands in`() throws {
        let source = SourceText(text.replacing("en: All of it", with: "fr: Tout"), name: "square.yaml")
        #expect(try Template(source).figures[0].title == "すべて")
        #expect(try Template(source, language: "fr").figures[0].title == "Tout")
    }

    @Test func `what is missing in a language is told`() throws {
        #expect(try template(nil).warnings.isEmpty)
        #expect(try template("en").warnings.isEmpty)
        #expect(
            try template("zh").warnings.map(\.description) == [
                """
                square.yaml:6:12: warning: a title is not there in ‘zh’; it will be in ‘en’
                        title: { ja: すべて, en: All of it }
                               ^
                """
            ])
        let some = SourceText(text.replacing("en: All of it", with: "fr: Tout"), name: "square.yaml")
        #expect(try Template(some, language: "fr").warnings.count == 3)
    }

    @Test func `a language in which nothing is there`() {
        let error = #expect(throws: Diagnostic.self) { try template("fr") }
        #expect(
            error?.description == """
                square.yaml:1:1: error: nothing is there in the language ‘fr’
                    title: { en: A layer, zh: 一层, ja: 一層 }
                    ^
                there are ‘en’, ‘ja’, ‘zh’; another is a table under ‘languages’
                """)
    }

    @Test func `a mapping of something else is an error`() {
        let error = #expect(throws: Diagnostic.self) {
            try Template(SourceText(text.replacing("{ ja: すべて", with: "{ k_1: x"), name: "square.yaml"))
        }
        #expect(
            error?.description == """
                square.yaml:6:14: error: a title is a text, or one for each of several languages: { en: …, zh: …, ja: … }
                        title: { k_1: x, en: All of it }
                                 ^~~
                """)
    }
}
