/// What Graphviz reports, put together from its pieces.
struct Messages {
    private var text = ""

    mutating func append(_ piece: String) { text += piece }

    /// All errors as one; nil if there was none.
    var error: GraphvizError? {
        let errors = messages(after: "Error: ")
        guard let first = errors.first else { return nil }
        return GraphvizError(errors.joined(separator: "\n"), line: Self.lineNumber(in: first))
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

    /// The number in ‘syntax error in line 3 near …’.
    private static func lineNumber(in message: String) -> Int? {
        let words = message.split(separator: " ")
        guard message.contains("syntax error"), let index = words.firstIndex(of: "line") else { return nil }
        return words[(index + 1)...].first.flatMap { Int($0) }
    }
}
