import Documents
import Testing

/// A template with one figure, `small`, and one equation, `product`.
let template = """
    title: A small layer
    index: { k: 1...2 }
    layers:
      - { name: Double, input: x_k, equations: y_k = x_k * 2, output: y_k }
    figures:
      - { id: small, title: Twice the inputs }
    equations:
      - { id: product, formula: y_1 = x_1 * 2 }
    """

/// What documents become, with the template `layers/double.yaml`.
struct Build {
    var form = DocumentBuild.Form.markdown
    var allowsMissing = false
    var format = PictureFormat.svg
    /// Pixels per point.
    var scale = 1.0
    /// Files beside the documents.
    var pictures: [String: String] = [:]
    /// Templates beside the documents, by path.
    var templates: [String: String] = [:]
    /// How many figures there are, of how many that are asked for.
    private(set) var count = ""

    /// What the figures of documents are made from.
    func inputs(_ documents: [String: String]) throws -> [[String]] {
        try build(documents).plan { _ in nil }.map(\.inputs)
    }

    /// The files' texts by path.
    mutating func files(_ documents: [String: String]) throws -> [String: String] {
        let build = try build(documents)
        count = "\(build.found) of \(build.asked)"
        let read = { [pictures] (path: SitePath) in pictures["\(path)"].map { Array($0.utf8) } }
        let files = try build.files(build.plan(reading: read), reading: read)
        return Dictionary(
            uniqueKeysWithValues: files.map { ("\($0.path)", String(decoding: $0.bytes, as: UTF8.self)) })
    }

    private func build(_ documents: [String: String]) throws -> DocumentBuild {
        let settings = DocumentBuild.Settings(
            pattern: try #require(PicturePattern("Figure_{id}")), form: form, format: format,
            fonts: try Fonts(),
            rendering: RenderingOptions(scale: scale), allowsMissing: allowsMissing,
            reader: { [templates] path, source in
                let folder = source.name.split(separator: "/").dropLast()
                let name = (folder + [Substring(path)]).joined(separator: "/")
                return SourceText(try #require(templates[name]), name: name)
            })
        return try DocumentBuild(
            documents.sorted { $0.key < $1.key }.map { path, text in
                Document(SourceText(text, name: path), path: try #require(SitePath(path)))
            },
            templates: [Template(SourceText(template, name: "layers/double.yaml"))], settings: settings)
    }

    /// The copy of a document.
    mutating func copy(_ text: String) throws -> String? { try files(["a.md": text])["a.md"] }

    /// What is wrong in a document.
    mutating func error(_ text: String) -> String? { error(["a.md": text]) }

    /// What is wrong in documents.
    mutating func error(_ documents: [String: String]) -> String? {
        do {
            _ = try files(documents)
            return nil
        } catch let failures as Failures {
            return failures.errors.map { "\($0)" }.joined(separator: "\n")
        } catch {
            return "\(error)"
        }
    }
}
