/// Text in the language of Markdown.
public enum MarkdownText {
    /// Words that read as they are, in any place of a paragraph, a table or a picture: what has a meaning is escaped, line breaks become blanks.
    public static func escaped(_ text: String) -> String {
        escaped(text.split(whereSeparator: \.isNewline).joined(separator: " "), "\\`*_[]<>&|!~$#")
    }

    /// A link's destination, valid with or without `<` and `>` around it.
    static func destination(_ url: String) -> String {
        var encoded = ""
        for scalar in url.unicodeScalars {
            if scalar.value <= 0x20 || scalar.value == 0x7F {
                encoded += scalar.value < 16 ? "%0" : "%"
                encoded += String(scalar.value, radix: 16, uppercase: true)
            } else {
                encoded.unicodeScalars.append(scalar)
            }
        }
        // cmark-gfm resolves entities before escapes, so that `\&amp;` would be `&`.
        return escaped(
            encoded.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;"),
            "\\()<>|")
    }

    private static func escaped(_ text: String, _ special: String) -> String {
        var result = ""
        for character in text {
            if special.contains(character) { result += "\\" }
            result.append(character)
        }
        return result
    }
}
