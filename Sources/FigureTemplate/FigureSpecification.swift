import Diagnostics

/// A figure as the template describes it.
public struct FigureSpecification: Sendable {
    /// The file's stem: `A.5`.
    public internal(set) var id: String
    /// Where the id stands in the template.
    public let idPlace: SourceSlice
    public internal(set) var title: String
    /// What is written under the figure in a document.
    public internal(set) var caption: String?
    /// What the figure shows, in words of the template.
    public let description: String?
    /// The language of the texts, where one was asked for.
    public let language: String?
    /// What is said in that language besides.
    public internal(set) var wording = Wording.english
    /// The layers that are drawn, by name.
    public var layers: Selection = .all()
    /// Those of the drawn layers that show their inside, by name.
    public var open: Selection = .all()
    /// The functions whose calls are drawn as one node each, by name.
    public var closedFunctions: Selection = .none
    /// The forward values that are written, by edge selector.
    public var forward: Selection = .all()
    /// The backward values that are written on their arrows, by edge selector.
    public var backward: Selection = .none
    /// Further backward arrows, without a value.
    public var backwardArrows: Selection = .none
    /// The width that the figure is to fit; nil for what it takes up.
    public var width: FigureWidth?
    /// Which values of operations leave by one wire that splits; nil for none.
    public var stems: Stems?
    /// Whether numbers are shown, and which: what is said for all figures, then what the figure says itself, then what a
    /// command does. Of numbers for one input the last counts.
    public var numbers: [NumberSettings] = []
    /// Whether it is asked for by its id together with numbers, or others are; nil where all are.
    public var isAskedWithNumbers: Bool?
    /// How many values the first index takes, instead of what the template says.
    public var classes: ClassCount?
    /// The indices whose values are drawn as lanes; the values of the others are drawn as one.
    public var lanes: Selection = .all()
    /// Whether the gradients that come back from outside the drawn layers are symbols, whatever follows there.
    public var hasUpstreamSymbols = false
    /// The place in a series of steps, from 1; nil for a figure that is no step.
    public var step: Int?
    /// Which series of the template the figure is a step of.
    public var series: Int?
    /// The backward values of the earlier steps.
    public var earlier: [Selection] = []
    /// Which step of the backward pass it is, where the template leaves that to be found.
    public var automatic: AutomaticStep?

    private static let textKeys = ["id", "title", "caption", "description"]
    static let keys = textKeys + contentKeys + ["steps"]
    static let stepKeys = textKeys + ["backward", "backward-arrows"]
    private static let contentKeys =
        [
            "layers", "open", "functions", "classes", "lanes", "stems", "upstream", "forward", "backward",
            "backward-arrows",
            "width",
        ] + NumberSettings.keys

    private init(_ fields: Fields, _ translator: inout Translator) throws {
        (id, idPlace) = try TemplateNode.fileStem(fields)
        title = try translator.string(fields.required("title"), "a title")
        caption = try fields["caption"].map { try translator.string($0, "a caption") }
        description = try fields["description"].map { try translator.string($0, "a description") }
        language = translator.language
        wording = translator.wording
        try readContent(fields)
    }

    /// Reads one entry of `figures`: one figure, or a series of steps, which is one figure for each step.
    static func read(_ node: TemplateNode, series: Int, _ translator: inout Translator) throws
        -> [FigureSpecification]
    {
        let fields = try node.fields(of: "a figure", known: keys)
        guard let steps = fields["steps"] else { return [try FigureSpecification(fields, &translator)] }
        if case .scalar = steps.node {
            let text = try steps.text("the steps")
            guard let unit = AutomaticStep.Unit(rawValue: text.text) else {
                throw text.error(
                    "the steps are a list, or ‘auto’ for one at each node, or ‘layers’",
                    suggestion: didYouMean(text.text, among: AutomaticStep.Unit.allCases.map(\.rawValue)))
            }
            if let field = fields["backward"] {
                throw field.slice.error("‘backward’ is what the steps show; it can’t be said again")
            }
            var figure = try FigureSpecification(fields, &translator)
            figure.automatic = AutomaticStep(unit: unit)
            figure.series = series
            return [figure]
        }
        for key in textKeys + ["backward"] {
            guard let field = fields[key] else { continue }
            throw field.slice.error("‘\(key)’ belongs to each of the steps, not to their series")
        }
        var figures: [FigureSpecification] = []
        for (index, stepNode) in steps.items.enumerated() {
            var step = try FigureSpecification(stepNode.fields(of: "a step", known: stepKeys), &translator)
            try step.readContent(fields)
            step.step = index + 1
            step.series = series
            step.earlier = figures.map(\.backward)
            figures.append(step)
        }
        return figures
    }

    private mutating func readContent(_ fields: Fields) throws {
        if let node = fields["layers"] {
            layers = try Selection(node, of: "a layer’s name")
            if case .none = layers { throw node.slice.error("a figure shows one layer at least") }
        }
        if let node = fields["open"] { open = try Selection(node, of: "a layer’s name") }
        if let node = fields["functions"] { closedFunctions = try Selection(functions: node) }
        classes = try fields["classes"].map { try ClassCount($0) }
        lanes = try fields["lanes"].map { try Selection($0, of: "an index") } ?? .all()
        stems = try fields["stems"].map(Stems.init)
        if let text = try fields["upstream"]?.text("‘upstream’") {
            guard text.text == "symbols" else {
                throw text.error(
                    "‘upstream’ is symbols, or left out", suggestion: didYouMean(text.text, among: ["symbols"]))
            }
            hasUpstreamSymbols = true
        }
        if let node = fields["forward"] { forward = try Selection(node, of: "a value") }
        if let node = fields["backward"] { backward = try Selection(node, of: "a value") }
        if let node = fields["width"] { width = try FigureWidth(node.text("a figure’s width")) }
        if let node = fields["backward-arrows"] { backwardArrows = try Selection(node, of: "a value") }
        numbers = [try NumberSettings(fields, isShared: false)]
    }
}
