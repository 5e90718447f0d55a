/// What the TeX reader knows, for its users.
public enum TeXReference {
    /// All commands and environments with their meanings, as Markdown.
    public static var markdown: String {
        var lines = [
            "# TeX commands", "",
            "What a formula may consist of, besides characters, `^`, `_`, `'` and braces. An argument of one character needs",
            "no braces. This list is printed by `gradfig equation --commands`.",
        ]
        for section in TeXCommandTable.sections {
            lines += ["", "## \(section.title)", ""]
            let isList = section.entries.contains { $0.meaning.contains(" ") }
            if isList {
                lines += section.entries.map { "- `\($0.usage)` \($0.meaning)" }
            } else {
                lines.append(
                    section.entries.map { "`\($0.usage)` \(escaped($0.meaning))" }.joined(separator: " · "))
            }
        }
        lines += ["", "## Environments", ""]
        lines += TeXEnvironment.all.map { "- `\\begin{\($0.name)} … \\end{\($0.name)}` \($0.meaning)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A character that Markdown would take as its own.
    private static func escaped(_ meaning: String) -> String {
        meaning.count == 1 && "\\*_#<>|{}[]".contains(meaning) ? "\\" + meaning : meaning
    }
}
