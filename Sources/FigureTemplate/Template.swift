import ComputationalGraph
import Diagnostics
import Symbolic

/// A template: the equations of a network's layers and the figures to be drawn of them.
public struct Template: Sendable {
    /// The text that it was read from.
    public let source: SourceText
    public let title: String
    /// How many values the first index takes instead of what the text says; nil for what it says.
    public let classes: ClassCount?
    /// What all figures are to fit instead of the widths that the text says; nil for what it says.
    public private(set) var width: FigureWidth?
    /// Numbers for all figures: what the template says of them, and what a command does.
    public let numbers: NumberSettings
    public private(set) var commanded = NumberSettings()
    /// What is not there in the language that was asked for.
    public let warnings: [Diagnostic]
    public let model: Model
    /// The model with the index ranges that the template says: what its equations are about.
    public let writtenModel: Model
    public private(set) var figures: [FigureSpecification]
    public let equations: [EquationSpecification]
    /// All that the template says but its equations to print: what figures are made from, and equations checked
    /// against.
    public let content: String
    /// The texts of the templates that it imports, each with the path that it is asked for by.
    public let imports: [(path: String, source: SourceText)]

    /// Reads a template.
    ///
    /// - Parameters:
    ///   - source: the YAML text.
    ///   - classes: how many values the first index takes, instead of what the template says: 1...classes.
    ///   - language: the language of titles, captions, descriptions and labels, as `zh`; by default English, or what
    ///     there is.
    ///   - reader: reads the templates that it imports.
    /// - Throws: a `Diagnostic` that points at what is wrong.
    public init(
        _ source: SourceText, classes: ClassCount? = nil, language: String? = nil,
        reader: ImportReader = Template.noReader
    ) throws {
        guard let root = try TemplateNode.parse(source) else {
            throw SourceSlice(source, 0..<0).error("the template is empty")
        }
        if let failure = Failures.any(
            root.wrongKeys(of: "a template", known: Self.keys) + Self.wrongKeys(in: root))
        {
            throw failure
        }
        try self.init(
            root.fields(of: "a template", known: Self.keys), of: root, in: source, classes: classes,
            language: language, reader: reader)
    }

    /// The errors of keys that its layers and figures can't have.
    private static func wrongKeys(in root: TemplateNode) -> [Diagnostic] {
        let figures = root.items(of: "figures")
        return root.items(of: "layers").flatMap { $0.wrongKeys(of: "a layer", known: layerKeys) }
            + figures.flatMap { $0.wrongKeys(of: "a figure", known: FigureSpecification.keys) }
            + figures.flatMap { $0.items(of: "steps") }
            .flatMap { $0.wrongKeys(of: "a step", known: FigureSpecification.stepKeys) }
    }

    /// The files that it is read from: its own and those that it imports.
    public var inputs: [String] { [source.name] + imports.map(\.source.name) }

    /// The same text with another number of classes.
    public func reread(classes: ClassCount?, language: String?) throws -> Template {
        let imports = imports
        return try Template(source, classes: classes, language: language) { path, _ in
            guard let text = imports.first(where: { $0.path == path }) else { throw NotRead() }
            return text.source
        }
    }

    /// For texts that are no files.
    public static let noReader: ImportReader = { _, _ in throw NotRead() }

    private struct NotRead: Error, CustomStringConvertible {
        var description: String { "this template is no file, beside which others could be" }
    }

    /// The template with figures that fit a width, instead of those that it says.
    public func fitting(_ width: FigureWidth?) -> Template {
        guard let width else { return self }
        var template = self
        template.width = width
        for index in figures.indices { template.figures[index].width = width }
        return template
    }

    /// The template with numbers in its figures that a command gives.
    ///
    /// - Parameter ids: of the figures and pages that are asked for; none for all. Others have the numbers that they can.
    public func with(_ numbers: NumberSettings, for ids: [String] = []) -> Template {
        var template = self
        template.commanded = numbers
        let isAskedByID = !ids.isEmpty && figures.contains { ids.contains($0.id) }
        for index in figures.indices {
            template.figures[index].numbers.append(numbers)
            if isAskedByID { template.figures[index].isAskedWithNumbers = ids.contains(figures[index].id) }
        }
        return template
    }

    static let keys =
        [
            "title", "import", "languages", "index", "shapes", "functions", "names", "layers", "figures",
            "equations",
        ]
        + NumberSettings.keys

    /// The keys whose values are mappings of names, in a template, a layer or a figure.
    static let keysOfMappings = ["index", "shapes", "names", "at", "upstream", "gradients"]

    /// Reads a template's fields out of a mapping.
    init(
        _ fields: Fields, of root: TemplateNode, in source: SourceText, classes: ClassCount?, language: String?,
        reader: ImportReader = Template.noReader
    ) throws {
        self.source = source
        self.classes = classes
        let imports = try fields["import"].map { try Imports($0, of: [source], reader) } ?? Imports()
        let languages = try fields["languages"].map { try Wording.reading($0, into: imports.languages) }
        var translator = Translator(language: language, among: languages ?? imports.languages)
        title = try translator.string(fields.required("title"), "a title")
        let layers = try fields.required("layers")
        guard !layers.items.isEmpty else { throw layers.slice.error("a network has one layer at least") }
        self.imports = imports.texts
        let functions = imports.functions + (try fields["functions"].map(Self.functions) ?? [])
        var composition = Composition(
            imports, indices: try fields["index"].map(Self.indices) ?? [],
            shapes: try fields["shapes"].map(Self.shapes) ?? [], functions: functions)
        for item in layers.items { try composition.add(item, &translator) }
        var model = Model(
            title: title, indices: composition.indices, shapes: composition.shapes, layers: composition.layers)
        model.functions = functions
        model.names = DisplayNames(composition.displayNames + (try fields["names"].map(Self.names) ?? []))
        if let classes, model.indices.isEmpty {
            throw root.slice.error("the template has no index whose range could be set to 1...\(classes)")
        }
        writtenModel = model
        self.model = (classes.map(model.with) ?? model).rollingUpLargeArrays()
        figures = try (fields["figures"]?.items ?? []).enumerated()
            .flatMap { try FigureSpecification.read($1, series: $0, &translator) }
        self.numbers = try NumberSettings(fields, isShared: true)
        for index in figures.indices { figures[index].numbers.insert(self.numbers, at: 0) }
        if classes != nil {
            for index in figures.indices { figures[index].classes = nil }
        }
        let table = try model.functionTable()
        equations =
            try fields["equations"]?.items.map { try EquationSpecification($0, table, model.names) } ?? []
        try translator.checkLanguage(at: root.slice)
        warnings = translator.missing
        let others =
            ["shapes", "functions", "names", "import", "languages"].compactMap { fields[$0]?.content }
            + imports.texts.map { $0.source.string(0..<$0.source.utf8.count) }
        let numbers = NumberSettings.keys.compactMap { key in fields[key].map { "\(key)\($0.content)" } }
        content =
            (["title", "index", "layers", "figures"].map { fields[$0]?.content ?? "" } + others + numbers)
            .joined(separator: ",")
        figures = try figures.flatMap { try $0.automaticSteps(of: self) }
        var seen: Set<String> = []
        for (id, place) in files where !seen.insert(id).inserted {
            throw place.error("the figure ‘\(id)’ is defined twice")
        }
    }

    /// The ids of everything that is written, with their places.
    public var files: [(id: String, place: SourceSlice)] {
        figures.map { ($0.id, $0.idPlace) } + equations.map { ($0.id, $0.idPlace) }
    }

    /// The pages to step through, each with a figure that it leads to: one for each series of steps, called as the
    /// template's file is; where no figure is a step, one for each figure.
    public var pages: [(id: String, figure: FigureSpecification)] {
        let starts = figures.filter { $0.step == 1 }
        if starts.isEmpty { return figures.map { ($0.id, $0) } }
        let stem = FileName(source.fileName).stem
        return starts.enumerated().map { index, start in
            (starts.count == 1 ? stem : "\(stem)-\(index + 1)", start)
        }
    }

    static func indices(_ node: TemplateNode) throws -> [Model.Index] {
        try node.entries(orError: "the index must be a mapping such as { k: 1...3 }").map { key, value in
            let range = try value.text("an index range")
            let bounds = range.text.split(separator: ".", omittingEmptySubsequences: false)
            // "1...3" splits at its three dots into the bounds with two empty parts between them.
            guard bounds.count == 4, bounds[1...2].allSatisfy(\.isEmpty), let first = Int(bounds[0]),
                let last = ClassCount(length: String(bounds[3]))
            else {
                throw range.error("an index range is written first...last, such as 1...3")
            }
            let name = try key.text("an index")
            switch last {
            case .number(let last) where first >= 0 && first <= last: return Model.Index(name, first...last)
            case .any(let last) where first >= 0: return Model.Index(name, first...first + 2, last: last)
            default: throw range.error("the index range \(range.text) is empty or negative")
            }
        }
    }

    static func names(_ node: TemplateNode) throws -> [(name: SourceSlice, tex: SourceSlice)] {
        try node.entries(orError: "the names must be a mapping such as { x_hat: \\hat{x} }").map { key, value in
            (
                try key.text("a name"),
                try value.text("how a name is drawn")
            )
        }
    }

    static func shapes(_ node: TemplateNode) throws -> [Model.Shape] {
        try node.entries(orError: "the shapes must be a mapping such as { X: [N, D] }").map { key, value in
            let lengths = try value.items.map { item in
                let length = try item.text("a length")
                guard let count = ClassCount(length: length.text), count.isPossible else {
                    throw length.error(
                        "a length is a number above zero, or a name such as N or d_k",
                        suggestion: length.text.contains { " (×".contains($0) }
                            ? "several are a list: [N, D]" : nil)
                }
                return length
            }
            return Model.Shape(
                try key.text("the name of an array"), lengths)
        }
    }

    static let layerKeys = [
        "name", "label", "use", "input", "constant", "assume", "equations", "output", "gradients", "upstream",
    ]

    static func layer(_ node: TemplateNode, _ translator: inout Translator) throws -> Layer {
        let fields = try node.fields(of: "a layer", known: layerKeys)
        return Layer(
            try fields.required("name").string("a layer’s name"),
            label: try fields["label"].map { try translator.string($0, "a layer’s label") },
            inputs: try names(fields.required("input"), "an input"),
            constants: try fields["constant"].map { try names($0, "‘constant’") } ?? [],
            equations: try equations(fields.required("equations")),
            assumptions: try fields["assume"]?.items.flatMap { try assumption($0).lines } ?? [],
            outputs: try names(fields.required("output"), "an output"),
            gradients: try fields["gradients"].map(namedGradients) ?? [],
            upstream: try fields["upstream"].map(namedGradients) ?? [])
    }

    /// The values in a list, or a single one.
    private static func names(_ node: TemplateNode, _ what: String) throws -> [SourceSlice] {
        try node.items.map { item in
            let text = try item.text(what)
            let names = text.text.split { ", ()".contains($0) }
            // The comma of x_{i,j} is none between two values.
            guard names.count > 1, !text.text.contains("{") else { return text }
            throw text.error(
                "\(what) is one value", suggestion: "several are a list: [\(names.joined(separator: ", "))]")
        }
    }

    private static func assumption(_ node: TemplateNode) throws -> SourceSlice {
        guard case .mapping(let mapping, _) = node.node else { return try node.text("‘assume’") }
        let pair = mapping.first.flatMap { key, value in
            key.scalar.flatMap { key in value.scalar.map { "write ‘\(key.string) = \($0.string)’" } }
        }
        throw node.slice.error(
            "an assumption is an equation or an inequality, such as ‘sum_k t_k = 1’ or ‘x > 0’",
            suggestion: pair)
    }

    private static func functions(_ node: TemplateNode) throws -> [SourceSlice] {
        if case .mapping = node.node {
            throw node.slice.error(
                "the functions must be a text", suggestion: "write them one a line, as ‘f(x) = x^2’")
        }
        try checkKeepsLines(node, of: "functions")
        return try node.items.map { try $0.text("the functions") }.joiningBrackets.flatMap(\.lines)
    }

    private static func equations(_ node: TemplateNode) throws -> SourceSlice {
        try checkKeepsLines(node, of: "equations")
        if case .sequence = node.node {
            throw node.slice.error(
                "the equations must be a text", suggestion: "write them one a line, behind ‘equations: |’")
        }
        return try node.text("the equations")
    }

    private static func checkKeepsLines(_ node: TemplateNode, of key: String) throws {
        guard [.plain, .folded].contains(node.node.scalar?.style) else { return }
        let error = node.slice.error(
            "these lines would be read as one", suggestion: "write ‘\(key): |’ before them")
        let equation = /^[\w{},]+(\([^=]*\))? *=[^=]/
        if error.place.lines.count(where: { $0.text.contains(equation) }) > 1 { throw error }
    }

    /// Values with the names of their gradients, `{ y_k: g_k }`, or just values, `[c]`, whose gradients are ∂L/∂c.
    private static func namedGradients(_ node: TemplateNode) throws -> [Layer.NamedGradient] {
        guard let entries = try node.entries() else {
            return try node.items.map { item in
                let value = try item.text("a value whose gradient has a name")
                if let colon = MissingColon(value) { throw colon.error("{ \(colon.pair) }") }
                return Layer.NamedGradient(value)
            }
        }
        return try entries.map { value, name in
            let (value, name) = (
                try value.text("a value whose gradient has a name"), try name.text("the name of a gradient")
            )
            if name.text.contains("/") {
                throw name.error(
                    "the name of a gradient is that of a value, such as ‘g’",
                    suggestion: "without a name it is ∂L/∂\(value.text): a list, as in ‘[\(value.text)]’")
            }
            return Layer.NamedGradient(value, name: name)
        }
    }
}

extension Model {
    /// The same model with another number of values for its first index.
    public func with(_ classes: ClassCount) -> Model {
        switch classes {
        case .number(let count): withFirstIndex(1...count)
        case .any(let last): withFirstIndex(last: last)
        }
    }
}

extension [SourceSlice] {
    /// Items of a list, those one that a comma in brackets has parted: of [f(x, y) = x * y] there is one.
    fileprivate var joiningBrackets: [SourceSlice] {
        reduce(into: []) { items, item in
            guard let last = items.last, last.source === item.source, last.hasOpenBracket,
                last.range.upperBound < item.range.lowerBound
            else { return items.append(item) }
            items[items.count - 1] = SourceSlice(item.source, last.range.lowerBound..<item.range.upperBound)
        }
    }
}

extension SourceSlice {
    fileprivate var hasOpenBracket: Bool { text.count { $0 == "(" } > text.count { $0 == ")" } }
}
