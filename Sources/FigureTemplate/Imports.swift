import Diagnostics
import Symbolic

/// Reads a template that another one imports.
///
/// - Parameters:
///   - path: as it is written, `affine.yaml`.
///   - source: the template that imports it.
public typealias ImportReader = @Sendable (_ path: String, _ source: SourceText) throws -> SourceText

/// What other templates give: layers to be used, functions, and languages.
struct Imports {
    /// A layer of another template.
    struct Imported {
        let layer: TemplateNode
        let template: Fields
        let source: SourceText
    }

    /// The texts that were read, each with the path it was asked for by, in the order of reading.
    private(set) var texts: [(path: String, source: SourceText)] = []
    private(set) var layers: [Imported] = []
    private(set) var functions: [SourceSlice] = []
    /// How names are drawn there.
    private(set) var names: [(name: SourceSlice, tex: SourceSlice)] = []
    /// What is said there in each language, and without them.
    private(set) var languages = Wording.languages

    init() {}

    /// - Parameter chain: the templates that import each other, the one that asks as the last.
    init(_ node: TemplateNode, of chain: [SourceText], _ reader: ImportReader) throws {
        try read(node, of: chain, reader)
    }

    private mutating func read(_ node: TemplateNode, of chain: [SourceText], _ reader: ImportReader) throws {
        for item in node.items {
            let path = try item.text("the path of a template")
            let source: SourceText
            do {
                source = try reader(path.text, chain.last!)
            } catch let error as Diagnostic {
                throw error
            } catch {
                throw path.error("‘\(path.text)’ can’t be imported: \(error)")
            }
            if chain.contains(where: { $0.name == source.name }) {
                let circle = (chain.drop { $0.name != source.name } + [source]).map(\.fileName)
                throw path.error("templates import each other in a circle: \(circle.joined(separator: " → "))")
            }
            if texts.contains(where: { $0.source.name == source.name }) { continue }
            texts.append((path.text, source))
            guard let root = try TemplateNode.parse(source) else {
                throw SourceSlice(source, 0..<0).error("the template is empty")
            }
            let fields = try root.fields(of: "a template", known: Template.keys)
            if let node = fields["import"] {
                var inner = Imports()
                inner.languages = languages
                try inner.read(node, of: chain + [source], reader)
                languages = inner.languages
                texts += inner.texts.filter { text in !texts.contains { $0.source.name == text.source.name } }
                layers += inner.layers
                functions += inner.functions
                names += inner.names
            }
            if let node = fields["languages"] { languages = try Wording.reading(node, into: languages) }
            functions += try fields["functions"]?.items.flatMap { try $0.text("the functions").lines } ?? []
            names += try fields["names"].map(Template.names) ?? []
            layers +=
                fields["layers"]?.items.map {
                    Imported(layer: $0, template: fields, source: source)
                } ?? []
        }
    }

    /// The layer of a name.
    func layer(_ name: SourceSlice) throws -> Imported {
        let found = try layers.filter {
            try $0.layer.fields(of: "a layer", known: Template.layerKeys)["name"]?.string("a layer’s name")
                == name.text
        }
        guard let first = found.first else {
            let names = layers.compactMap { $0.layer.node["name"]?.scalar?.string }
            throw name.error(
                "no imported template has a layer ‘\(name.text)’",
                suggestion: names.isEmpty
                    ? "import one, as in ‘import: affine.yaml’"
                    : didYouMean(name.text, among: names)
                        ?? "there are \(names.map { "‘\($0)’" }.joined(separator: ", "))")
        }
        if found.count > 1 {
            throw name.error(
                "several imported templates have a layer ‘\(name.text)’: "
                    + found.map(\.source.fileName).joined(separator: ", "))
        }
        return first
    }
}
