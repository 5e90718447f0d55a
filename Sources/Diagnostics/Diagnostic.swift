/// An error, or what is worth a warning, in what the user wrote, at its place:
///
///     softmax.yaml:7:22: error: ‘y_j’ is not defined
///         L = sum_k (t_k * log(y_j)) * -1
///                              ^~~
///     did you mean ‘y_k’?
public struct Diagnostic: Error, CustomStringConvertible, Sendable {
    public let message: String
    public let place: SourceSlice
    public let suggestion: String?
    public let severity: Severity

    public enum Severity: String, Sendable {
        case error, warning
    }

    public init(
        _ message: String, at place: SourceSlice, suggestion: String? = nil, severity: Severity = .error
    ) {
        self.message = message
        self.place = place
        self.suggestion = suggestion
        self.severity = severity
    }

    public var description: String {
        let source = place.source
        let (line, column) = source.position(of: place.range.lowerBound)
        let text = source.line(line)
        // A tab before the caret stays a tab, so that the caret stands under its character in any terminal.
        let margin = String(text.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
        let lineEnd = source.start(ofLine: line) + text.utf8.count
        let marked = source.string(
            place.range.clamped(to: place.range.lowerBound..<max(lineEnd, place.range.lowerBound)))
        let underline = "^" + String(repeating: "~", count: max(marked.count - 1, 0))
        var lines = [
            "\(source.name):\(line):\(column): \(severity.rawValue): \(message)", "    " + text,
            "    " + margin + underline,
        ]
        if let suggestion { lines.append(suggestion) }
        return lines.joined(separator: "\n")
    }
}
