import Diagnostics

/// A figure that is written where it is used, as YAML: a small template of its own, or the name of one and of a figure.
///
///     template: softmax-with-loss
///     figure: A.5
///     classes: 4
///     caption: The gradient arrives.
///     interactive: true
public struct FigureBlock: Sendable {
    public enum Subject: Sendable {
        /// The keys of a template stand in the block.
        case own(Template)
        /// The name of a template.
        case named(SourceSlice)
    }

    /// Where its keys begin.
    public let place: SourceSlice
    public let subject: Subject
    /// The id of the figure or the equation; nil where the block’s own template has just one.
    public let figure: SourceSlice?
    /// How many values the first index takes, instead of what the template says.
    public let classes: ClassCount?
    /// What the figure is to fit, instead of what the template says.
    public let width: FigureWidth?
    /// Numbers, beside those that the template has, for a figure of a template that is named.
    public let numbers: NumberSettings
    /// What is written below the figure.
    public let caption: String?
    /// What is said to those who don’t see the figure, instead of its title.
    public let alternativeText: String?
    /// Where it says that the figure is to be stepped through, if it does.
    public let interactive: SourceSlice?

    /// What is not there in the language that was asked for, beside what the template's own warnings say.
    public let warnings: [Diagnostic]

    private static let keys = ["caption", "alt", "interactive"]
    private static let figureKeys = ["figure", "classes", "width"]

    /// Reads a block.
    ///
    /// - Parameters:
    ///   - language: the language of its texts, where they are there in several.
    ///   - reader: reads the templates that it imports.
    public init(
        _ source: SourceText, language: String? = nil, reader: ImportReader = Template.noReader
    ) throws {
        guard let root = try TemplateNode.parse(source) else {
            throw SourceSlice(source, source.utf8.count..<source.utf8.count).error(
                "the block is empty", suggestion: "it holds a template, or the keys ‘template’ and ‘figure’")
        }
        place = root.slice
        let isNamed = root.node["template"] != nil
        if !isNamed, root.node["layers"] == nil, root.node["figure"] != nil {
            throw root.slice.error(
                "the block names no template",
                suggestion: "add the key ‘template’, or ‘layers’ with their equations")
        }
        let fields = try root.fields(
            of: "a figure’s block",
            known: (isNamed
                ? ["template"] + Self.figureKeys + NumberSettings.keys : Template.keys + Self.figureKeys)
                + Self.keys)
        classes = try fields["classes"].map { try ClassCount($0) }
        width = try fields["width"].map { try FigureWidth($0.text("a figure’s width")) }
        numbers = isNamed ? try NumberSettings(fields, isShared: true) : NumberSettings()
        subject =
            isNamed
            ? .named(try fields.required("template").text("a template’s name"))
            : .own(
                try Template(fields, of: root, in: source, classes: classes, language: language, reader: reader)
            )
        figure = try (isNamed ? fields.required("figure") : fields["figure"])?.text("a figure’s id")
        interactive = try fields["interactive"].flatMap(Self.isTrue)
        var translator = Translator(language: language)
        caption = try fields["caption"].map { try translator.string($0, "a caption") }
        alternativeText = try fields["alt"].map { try translator.string($0, "an alternative text") }
        warnings = translator.missing
    }

    /// The place of a ‘true’; nil for a ‘false’.
    private static func isTrue(_ node: TemplateNode) throws -> SourceSlice? {
        let text = try node.text("‘interactive’")
        guard text.text == "true" || text.text == "false" else {
            throw text.error("‘interactive’ is true or false")
        }
        return text.text == "true" ? text : nil
    }
}
