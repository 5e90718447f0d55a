/// Text in the language of Markdown.
public enum MarkdownText {
    /// Words that read as they are, in any place of a paragraph, a table or a picture: what has a meaning is escaped,
    /// by a backslash where every Markdown knows it, and line breaks become blanks.
    public static func escaped(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        var result = ""
        for index in line.indices {
            let character = line[index]
            switch character {
            case "\\", "`", "*", "_", "[", "]": result += "\\\(character)"
            case "&":
                let next = line[line.index(after: index)...].first
                // Alone it means itself.
                result += next.map { $0.isLetter || $0 == "#" } ?? false ? "&amp;" : "&"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "|": result += "&#124;"
            case "~": result += "&#126;"
            case "$": result += "&#36;"
            default: result.append(character)
            }
        }
        return result
    }

    /// A picture.
    public static func picture(alternativeText: String, destination: String) -> String {
        "![\(escaped(alternativeText))](\(self.destination(destination)))"
    }

    /// A link.
    ///
    /// - Parameter content: what is seen of it, in Markdown.
    public static func link(_ content: String, destination: String) -> String {
        "[\(content)](\(self.destination(destination)))"
    }

    /// A link's destination, valid with or without `<` and `>` around it.
    static func destination(_ url: String) -> String {
        var result = ""
        for scalar in url.unicodeScalars {
            switch scalar {
            case "\\", "(", ")": result += "\\\(scalar)"
            // cmark-gfm resolves entities before escapes, so that `\&amp;` would be `&`.
            case "&": result += "&amp;"
            case "\0"..." ", "<", ">", "|", "\u{7F}":
                result += (scalar.value < 16 ? "%0" : "%") + String(scalar.value, radix: 16, uppercase: true)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
