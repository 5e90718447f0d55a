/// Plain text as Graphviz's attributes hold it.
///
/// In labels and a few more (type `escString` or `lblString` in Graphviz's attribute table), a backslash begins an
/// escape (`\N` is the node's name, `\l` ends a line) and `&` an HTML entity. Here is the only place that says so.
enum PlainText {
    /// The value to store in an attribute, such that Graphviz shows `text` as it is.
    static func escaped(_ text: String, for attribute: String) -> String {
        guard isInterpreted(attribute) else { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += #"\\"#
            case "&": escaped += "&amp;"
            case "\n": escaped += #"\n"#
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The inverse of `escaped`. Escapes that stand for something else, as in a DOT text that was read, stay.
    static func unescaped(_ value: String, of attribute: String) -> String {
        guard isInterpreted(attribute), value.utf8.contains(where: { $0 == 0x5C || $0 == 0x26 }) else {
            return value
        }
        var text = ""
        var rest = value[...]
        while let next = rest.first {
            if let (code, plain) = codes.first(where: { code, _ in rest.hasPrefix(code) }) {
                text += plain
                rest.removeFirst(code.count)
            } else {
                text.append(next)
                rest.removeFirst()
            }
        }
        return text
    }

    private static let codes = [(#"\\"#, "\\"), ("&amp;", "&"), (#"\n"#, "\n")]

    private static func isInterpreted(_ attribute: String) -> Bool {
        let name = attribute.lowercased()
        return name == "id" || ["label", "tooltip", "url", "href", "target"].contains { name.hasSuffix($0) }
    }
}
