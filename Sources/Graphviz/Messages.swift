/// What Graphviz reports, put together from its pieces.
struct Messages {
    private var text = ""

    mutating func append(_ piece: String) { text += piece }

    /// All errors as one; nil if there was none.
    var error: GraphvizError? {
        let errors = messages(after: "Error: ")
        return errors.isEmpty ? nil : GraphvizError(errors.joined(separator: "\n"))
    }

    /// The first error in a DOT text that was read, with its line; what the parser says after it is of no use.
    var syntaxError: GraphvizError? {
        guard let first = messages(after: "Error: ").first else { return nil }
        guard let (line, message) = Self.locatedMessage(first) else { return GraphvizError(first) }
        return GraphvizError(message, line: line)
    }

    var warnings: [String] { messages(after: "Warning: ") }

    /// The messages of one kind, each with the lines that continue it.
    private func messages(after prefix: String) -> [String] {
        var messages: [String] = []
        var isContinued = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix(prefix) {
                messages.append(String(line.dropFirst(prefix.count)))
                isContinued = true
            } else if line.hasPrefix("Error: ") || line.hasPrefix("Warning: ") {
                isContinued = false
            } else if isContinued {
                messages[messages.count - 1] += "\n" + line
            }
        }
        return messages
    }

    /// ‘syntax error in line 3 near …’ as its line and ‘syntax error near …’.
    private static func locatedMessage(_ message: String) -> (line: Int, message: String)? {
        var words = message.split(separator: " ", omittingEmptySubsequences: false)
        guard let place = words.firstIndex(of: "line"), place > 0, words[place - 1] == "in",
            place + 1 < words.count, let line = Int(words[place + 1])
        else { return nil }
        words.removeSubrange(place - 1...place + 1)
        return (line, words.joined(separator: " "))
    }
}
