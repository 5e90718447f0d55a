import Diagnostics

/// A key and its value without the ‘: ’ that YAML has between them: `x = 3`, `k -> 1...3`, `k:1...3`.
struct MissingColon {
    let key: String
    private let value: String
    /// What stands there instead.
    private let sign: SourceSlice

    /// Nil for a text that reads otherwise.
    init?(_ text: SourceSlice) {
        let line = text.text.prefix { !$0.isNewline }
        let pattern = /\s*([^=:<>{}\[\],"'#|]+?)\s*(:=|==|->|=>|→|∈|=|:(?!\s)|\sin\s)\s*([^\s=].*)/
        guard let match = line.wholeMatch(of: pattern), !match.1.allSatisfy(\.isWhitespace) else { return nil }
        (key, value) = (String(match.1), match.3.trimmingSuffix { $0.isWhitespace })
        let start = text.range.lowerBound + line.utf8.distance(from: line.startIndex, to: match.2.startIndex)
        sign = SourceSlice(text.source, start..<start + match.2.utf8.count).trimmed
    }

    /// As a template has it; TeX whose braces would end a mapping in quotes.
    var pair: String {
        let isQuoted = value.hasPrefix("\\") && value.contains("{")
        return isQuoted ? "\(key): '\(value)'" : "\(key): \(value)"
    }

    /// - Parameter suggestion: what to write instead.
    func error(_ suggestion: String? = nil) -> Diagnostic {
        sign.error(
            sign.text == ":"
                ? "a blank must follow the ‘:’ between a key and its value"
                : "a key and its value have ‘:’ between them, not ‘\(sign.text)’",
            suggestion: "write ‘\(suggestion ?? pair)’")
    }
}

extension SourceSlice {
    /// The text from its beginning to the end of the line.
    var toEndOfLine: SourceSlice {
        let line = source.position(of: range.lowerBound).line
        let end = source.start(ofLine: line) + source.line(line).utf8.count
        return SourceSlice(source, range.lowerBound..<max(end, range.lowerBound))
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        String(String(reversed().drop(while: isTrimmed)).reversed())
    }
}

extension TemplateNode {
    /// The entries of a mapping, each with a value.
    ///
    /// - Parameter what: what is said of anything else: “the index must be a mapping such as { k: 1...3 }”.
    func entries(orError what: String) throws -> [(key: TemplateNode, value: TemplateNode)] {
        if let entries = try entries() { return entries }
        var pairs = items.compactMap(\.pairWithoutColon)
        if pairs.count == 1, node.scalar != nil {
            let rest = slice.text.split(separator: ",").map { MissingColon(SourceSlice(String($0))) }
            if !rest.contains(where: { $0 == nil }) { pairs = rest.compactMap { $0?.pair } }
            let isInLine = slice.source.line(slice.line).prefix(column - 1).contains { !$0.isWhitespace }
            if isInLine { throw MissingColon(slice)!.error(Self.mapping(pairs)) }
            // Of several lines, which YAML makes one, the first.
            let line = SourceSlice(source, source.offset(of: node.mark)..<source.utf8.count)
            throw (MissingColon(line) ?? MissingColon(slice)!).error()
        }
        let isWhole = !pairs.isEmpty && pairs.count == items.count
        throw slice.error(what, suggestion: isWhole ? "write ‘\(Self.mapping(pairs))’" : nil)
    }

    /// The entries of a mapping; nil for anything else.
    ///
    /// - Throws: a `Diagnostic` where something else stands in the place of the colon.
    func entries() throws -> [(key: TemplateNode, value: TemplateNode)]? {
        guard case .mapping(let mapping, _) = node else { return nil }
        return try mapping.map { key, value in
            let (key, value) = (
                TemplateNode(node: key, source: source), TemplateNode(node: value, source: source)
            )
            if value.isEmpty, let colon = MissingColon(key.slice) { throw colon.error() }
            return (key, value)
        }
    }

    /// Whether nothing stands here.
    var isEmpty: Bool { node.scalar.map { $0.string.isEmpty && $0.style == .plain } ?? false }

    private static func mapping(_ pairs: [String]) -> String { "{ \(pairs.joined(separator: ", ")) }" }

    private var column: Int { slice.source.position(of: slice.range.lowerBound).column }

    /// What is one entry of a mapping, or is meant as one.
    private var pairWithoutColon: String? {
        if case .mapping(let mapping, _) = node, mapping.count == 1, let (key, value) = mapping.first,
            let key = key.scalar?.string, let value = value.scalar?.string
        {
            return "\(key): \(value)"
        }
        return node.scalar == nil ? nil : MissingColon(slice)?.pair
    }
}
