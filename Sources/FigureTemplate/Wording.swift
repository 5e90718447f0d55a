import Diagnostics

/// What is said in figures, on pages and in explanations, besides what the template says: a table of phrases in one language.
public struct Wording: Hashable, Sendable {
    /// What a phrase is for, with the names in braces that the English one has.
    public enum Phrase: String, CaseIterable, Sendable {
        // A figure in words.
        case fromLeftToRight = "from-left-to-right"
        case opened, forward, backward, new
        case gradientOn = "gradient-on"
        case likewise, gradient, outside, split, runs
        case runsBack = "runs-back"
        /// Between what is told, after what it is, at the end of a sentence, and between sentences.
        case separator, colon, period, gap
        /// Around a name, between the last two of several, and between facts.
        case quote, and
        case listSeparator = "list-separator"
        // Titles of steps on a page that a template has none for.
        case inputsComeIn = "inputs-come-in"
        case gradientArrives = "gradient-arrives"
        case forwardThrough = "forward-through"
        case backwardThrough = "backward-through"
        // From where to where an arrow runs.
        case wayForward = "way-forward"
        case wayForwardIn = "way-forward-in"
        case wayForwardOut = "way-forward-out"
        case wayBack = "way-back"
        case wayBackIn = "way-back-in"
        case wayBackOut = "way-back-out"
        // How values come about.
        case input, constant, computed, loss, arriving
        case severalUses = "several-uses"
        case chain, branches, through, uses
        case piecesMeet = "pieces-meet"
        // The controls of a page. In its position, %n and %N are the numbers.
        case back, next, step, arrows, position, reasons, hint
        // Titles and captions of `steps: auto`.
        case stepArrives = "step-arrives"
        case stepThrough = "step-through"
        case upstreamArrives = "upstream-arrives"
        case chainRule = "chain-rule"
        case ruleSum = "rule-sum"
        case ruleDifference = "rule-difference"
        case ruleMean = "rule-mean"
        case ruleExtreme = "rule-extreme"
        case ruleProduct = "rule-product"
        case ruleFactors = "rule-factors"
        case ruleMatrixProduct = "rule-matrix-product"
        case ruleQuotient = "rule-quotient"
        case rulePower = "rule-power"
        case ruleReciprocal = "rule-reciprocal"
        case ruleExp = "rule-exp"
        case ruleLog = "rule-log"
        case ruleNegation = "rule-negation"
        case ruleRelu = "rule-relu"
        case ruleFunction = "rule-function"
        case ruleAddedUp = "rule-added-up"
    }

    private var texts: [Phrase: String]

    /// - Parameter texts: those that are missing are English.
    init(_ texts: [Phrase: String]) { self.texts = texts }

    /// A phrase, with what stands in the place of the names in its braces.
    public func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
        var (text, rest) = ("", texts[phrase, default: Self.english.texts[phrase]!][...])
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            text += rest[..<open]
            text += values.first { $0.key == name }?.value ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// Names in quotation marks: “+” and “×”.
    public func quoted(_ names: [String]) -> String {
        let quoted = names.map { self(.quote, ["name": $0]) }
        return quoted.dropLast().joined(separator: self(.listSeparator))
            + (quoted.count > 1 ? self(.and) : "") + (quoted.last ?? "")
    }

    /// A sentence such as “Forward: a_1; a_2.”
    public func sentence(_ what: Phrase, _ told: [String]) -> String {
        self(what) + self(.colon) + told.joined(separator: self(.separator)) + self(.period)
    }

    /// That pieces meet somewhere: x = 0.
    public func piecesMeet(_ places: [String]) -> String {
        self(.piecesMeet, ["facts": places.joined(separator: self(.listSeparator))])
    }

    // MARK: Languages

    /// The tables that there are, by language.
    public static let languages = ["en": english, "ja": japanese, "zh": chinese]

    /// The table of a language such as `zh-Hant`: that of the language before its `-`, where there is none; else English.
    static func of(_ language: String?, among languages: [String: Wording]) -> Wording {
        guard let language else { return english }
        return languages[language] ?? languages[String(language.prefix { $0 != "-" })] ?? english
    }

    /// The tables with those of a template: `{ fr: { forward: Avant, … } }`. What a table lacks is as it was, or English.
    static func reading(_ node: TemplateNode, into languages: [String: Wording]) throws -> [String: Wording] {
        let tables = try node.entries(orError: "languages are a mapping such as { fr: { forward: Avant } }")
        var languages = languages
        for (key, table) in tables {
            let language = try key.text("a language").text
            let phrases = try table.entries(
                orError: "a language is a mapping of phrases such as { forward: Avant }")
            var wording = languages[language] ?? Wording([:])
            for (key, text) in phrases {
                let name = try key.text("a phrase")
                guard let phrase = Phrase(rawValue: name.text) else {
                    throw name.error(
                        "there is no phrase ‘\(name.text)’",
                        suggestion: didYouMean(name.text, among: Phrase.allCases.map(\.rawValue))
                            ?? "‘gradfig phrases’ prints them all")
                }
                wording.texts[phrase] = try read(text, as: phrase)
            }
            languages[language] = wording
        }
        return languages
    }

    private static func read(_ node: TemplateNode, as phrase: Phrase) throws -> String {
        // Between some words stands nothing.
        let text = node.node.scalar?.string == "" ? "" : try node.string("a phrase")
        let known = names(in: english.texts[phrase]!)
        for name in names(in: text) where !known.contains(name) {
            throw node.slice.error(
                "nothing is called ‘{\(name)}’ in ‘\(phrase.rawValue)’",
                suggestion: known.isEmpty
                    ? nil : "there is " + known.map { "‘{\($0)}’" }.joined(separator: ", "))
        }
        return text
    }

    /// The names in the braces of a text.
    private static func names(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// The table as a template has it.
    public func yaml(language: String) -> String {
        let lines = Phrase.allCases.map { phrase in
            let text = texts[phrase, default: Self.english.texts[phrase]!]
            return
                "    \(phrase.rawValue): \"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        }
        return (["languages:", "  \(language):"] + lines).joined(separator: "\n") + "\n"
    }
}
