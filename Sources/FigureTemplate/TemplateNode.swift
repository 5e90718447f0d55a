import Diagnostics
import YAML

/// A node of the template's YAML with its place in the file.
struct TemplateNode {
    let node: YAMLNode
    let source: SourceText

    /// Reads a whole YAML text; nil when it holds nothing.
    static func parse(_ source: SourceText) throws -> TemplateNode? {
        do {
            let text = source.string(0..<source.utf8.count)
            return try YAMLParser.parse(text).map { TemplateNode(node: $0, source: source) }
        } catch {
            throw error.diagnostic(in: source)
        }
    }

    /// The scalar's text in the file, so that errors in a formula point into the file.
    var slice: SourceSlice {
        let mark = node.mark
        let start = source.offset(of: mark)
        guard case .scalar(let scalar) = node else { return SourceSlice(source, start..<start + 1) }
        if scalar.style == .literal {
            // The text begins on the line below the `|`, indented.
            let lines = scalar.string.split(separator: "\n", omittingEmptySubsequences: false).count
            let end = scalar.string.hasSuffix("\n") ? lines - 1 : lines
            let first = mark.line + 1
            return SourceSlice(source, source.start(ofLine: first)..<source.start(ofLine: first + end))
        }
        let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        let from = start + (isQuoted ? 1 : 0)
        let range = from..<from + scalar.string.utf8.count
        if source.string(range) == scalar.string { return SourceSlice(source, range) }
        // Escaped or folded text does not stand in the file as it reads: give it a text of its own, at the same line.
        // The text of a folded block begins on the line below the `>`.
        let line = scalar.style == .folded ? mark.line + 1 : mark.line
        let blanks = source.line(line).prefix { $0 == " " }.utf8.count
        let text = SourceSlice(
            source, (scalar.style == .folded ? source.start(ofLine: line) + blanks : from)..<source.utf8.count)
        let padding = String(repeating: "\n", count: line - 1)
        let read = SourceText(
            padding + scalar.string, name: source.name,
            of: scalar.rewording(of: text, at: padding.utf8.count))
        return SourceSlice(read, padding.utf8.count..<read.utf8.count)
    }

    /// What the node says, without comments, quotes and spacing. Different contents give different texts.
    var content: String {
        switch node {
        case .scalar(let scalar): "\(scalar.string.utf8.count):\(scalar.string)"
        case .sequence(let items, _):
            "[" + items.map { TemplateNode(node: $0, source: source).content }.joined() + "]"
        case .mapping(let mapping, _):
            "{"
                + mapping.map { key, value in
                    TemplateNode(node: key, source: source).content
                        + TemplateNode(node: value, source: source).content
                }.joined() + "}"
        }
    }

    /// The items of a list; anything else is a list of itself.
    var items: [TemplateNode] {
        guard case .sequence(let items, _) = node else { return [self] }
        return items.map { TemplateNode(node: $0, source: source) }
    }

    /// The text of a scalar.
    func text(_ what: String) throws -> SourceSlice {
        guard case .scalar(let scalar) = node else { throw slice.error("\(what) must be a text") }
        guard !scalar.string.isEmpty else { throw slice.error("\(what) must not be empty") }
        if scalar.string.utf8.contains(0) { throw slice.error("\(what) can’t have a NUL in it") }
        return slice
    }

    /// A scalar as it reads, in one line: without quotes, escapes resolved, line breaks as blanks.
    func string(_ what: String) throws -> String {
        _ = try text(what)
        return (node.scalar?.string ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The `id` of a figure or an equation: it names a file, and begins the ids inside it.
    static func fileStem(_ fields: Fields) throws -> (String, SourceSlice) {
        let id = try fields.required("id")
        let name = try id.string("an id")
        let isAllowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        }
        guard name.allSatisfy(isAllowed), name.first?.isLetter == true else {
            throw id.slice.error(
                "an id is a letter followed by letters, digits, ‘.’, ‘_’ or ‘-’: it names a file")
        }
        return (name, id.slice)
    }

    /// The values of a mapping by key. Every key must be one of `known`.
    func fields(of what: String, known: [String]) throws -> Fields {
        guard case .mapping(let mapping, _) = node else {
            throw slice.error("\(what) must be a mapping with the keys \(known.joined(separator: ", "))")
        }
        if let failure = Failures.any(wrongKeys(of: what, known: known)) { throw failure }
        let values = mapping.map { key, value in
            (key.scalar?.string ?? "", TemplateNode(node: value, source: source))
        }
        return Fields(what: what, place: slice, values: Dictionary(values) { $1 })
    }

    /// The errors of keys that a mapping can't have.
    func wrongKeys(of what: String, known: [String]) -> [Diagnostic] {
        guard case .mapping(let mapping, _) = node else { return [] }
        return mapping.compactMap { key, value in
            let keyNode = TemplateNode(node: key, source: source)
            let name = key.scalar?.string ?? ""
            if known.contains(name) { return nil }
            // A mapping after the sign begins in what is read as the key.
            let isAlone = TemplateNode(node: value, source: source).isEmpty
            let pair = isAlone ? keyNode.slice : keyNode.slice.toEndOfLine
            if let colon = MissingColon(pair), known.contains(colon.key) { return colon.error() }
            return keyNode.slice.error(
                "unknown key ‘\(name)’ in \(what)",
                suggestion: Self.home(of: name, besides: known) ?? didYouMean(name, among: known)
                    ?? "known keys: \(known.joined(separator: ", "))")
        }
    }

    /// Where a key stands that is none here.
    private static func home(of key: String, besides known: [String]) -> String? {
        let isOfFigure = FigureSpecification.keys.contains(key)
        switch known {
        case FigureSpecification.stepKeys: return isOfFigure ? "it stands beside ‘steps’" : nil
        case Template.keys, Template.layerKeys, FigureSpecification.keys:
            if Template.keys.contains(key) { return "it stands at the top of the template" }
            if Template.layerKeys.contains(key) { return "it stands in a layer" }
            return isOfFigure ? "it stands in a figure" : nil
        default: return nil
        }
    }

    /// The nodes of a list that a mapping has by a key.
    func items(of key: String) -> [TemplateNode] {
        guard let value = node[key] else { return [] }
        return TemplateNode(node: value, source: source).items
    }
}

/// The values of one mapping of the template.
struct Fields {
    let what: String
    let place: SourceSlice
    let values: [String: TemplateNode]

    subscript(key: String) -> TemplateNode? { values[key] }

    func required(_ key: String) throws -> TemplateNode {
        guard let value = values[key] else { throw place.error("\(what) needs the key ‘\(key)’") }
        return value
    }
}

extension SourceText {
    /// The offset of a place in YAML.
    func offset(of mark: YAMLMark) -> Int {
        let before = line(mark.line).unicodeScalars.prefix(mark.column - 1)
        return min(start(ofLine: mark.line) + String(before).utf8.count, utf8.count)
    }
}
