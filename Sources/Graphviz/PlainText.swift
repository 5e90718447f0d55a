/// Plain text as Graphviz's names and attributes hold it.
///
/// In labels and a few more (type `escString` or `lblString` in Graphviz's attribute table), a backslash begins an
/// escape (`\N` is the node's name, `\l` ends a line) and `&` an HTML entity. Here is the only place that says so.
enum PlainText {
    /// The value to store in an attribute, such that Graphviz shows `text` as it is. Throws if there is none.
    static func stored(_ text: String, for attribute: String) throws -> String {
        let value = escaped(text, for: attribute)
        try check(value)
        return value
    }

    private static func escaped(_ text: String, for attribute: String) -> String {
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

    /// The inverse of `stored`. Escapes that stand for something else, as in a DOT text that was read, stay.
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

    /// Throws if a name or value, as it is to be stored, is one that cgraph cannot hold or DOT cannot write.
    static func check(_ text: String) throws {
        // Nearly all texts hold neither of the two.
        guard text.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "\\") }) else { return }
        if text.utf8.contains(0) { throw GraphvizError("Graphviz cannot hold a text with a NUL") }
        // DOT has no escape but `\"`, so `"a\"` would not end.
        var backslashes = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") && !backslashes.isMultiple(of: 2) { break }
            backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
        }
        if !backslashes.isMultiple(of: 2) {
            throw GraphvizError(
                "DOT cannot write ‘\(text)’: an odd number of backslashes before a quote or the end")
        }
    }

    private static let codes = [(#"\\"#, "\\"), ("&amp;", "&"), (#"\n"#, "\n")]

    private static func isInterpreted(_ attribute: String) -> Bool {
        // What most attributes are not is told by their last letter.
        guard let last = attribute.utf8.last, "dlpft".utf8.contains(last | 0x20) else { return false }
        let name = attribute.lowercased()
        return name == "id" || ["label", "tooltip", "url", "href", "target"].contains { name.hasSuffix($0) }
    }
}
