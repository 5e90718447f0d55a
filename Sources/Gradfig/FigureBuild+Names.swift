import Diagnostics
import FigureTemplate

/// Names that would be two things.
extension FigureBuild {
    /// Files and documents know a template by its file's name.
    static func checkNames(of templates: [Template]) throws {
        var sources: [String: SourceText] = [:]
        for template in templates {
            guard let other = sources.updateValue(template.source, forKey: template.source.fileName) else {
                continue
            }
            let isSame = other.name == template.source.name
            throw SourceSlice(template.source, 0..<0).error(
                isSame ? "the template is named twice" : "the template has the name of \(other.name)",
                suggestion: isSame ? nil : "rename one of them: figures are told by it")
        }
    }

    static func checkIDs(of templates: [Template], _ formats: [FigureFormat]) throws {
        try check(templates.flatMap(\.files)) { "the figure ‘\($0)’ is also defined in \($1)" }
        guard formats.contains(.html) else { return }
        try check(templates.flatMap { $0.pages.map { ($0.id, $0.figure.idPlace) } }) {
            "the page ‘\($0)’ is also made of \($1)"
        }
    }

    private static func check(
        _ ids: [(id: String, place: SourceSlice)], message: (_ id: String, _ source: String) -> String
    ) throws {
        var others: [String: (id: String, place: SourceSlice)] = [:]
        for (id, place) in ids {
            guard id.utf8.count <= FileNaming.longestID else {
                throw place.error(
                    "the id is too long for the name of a file: it has \(id.utf8.count) bytes",
                    suggestion: "choose one of at most \(FileNaming.longestID)")
            }
            guard let other = others.updateValue((id, place), forKey: id.lowercased()) else { continue }
            guard other.id != id else { throw place.error(message(id, other.place.source.name)) }
            throw place.error(
                "the ids ‘\(id)’ and ‘\(other.id)’ differ in small and capital letters alone: on some systems their "
                    + "files are one", suggestion: "rename one of them")
        }
    }
}
