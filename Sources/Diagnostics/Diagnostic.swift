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
        self.place = place.written
        self.suggestion = suggestion
        self.severity = severity
    }

    public var description: String {
        let source = place.source
        let (line, column) = source.position(of: place.range.lowerBound)
        let text = source.line(line)
        let (shown, start) = Self.part(of: text, around: column)
        // The caret stands under its character in any terminal: under a tab is a tab, under a wide character a wide
        // blank.
        let margin = String(
            shown.prefix(column - start).map { $0 == "\t" ? "\t" : $0.isWide ? "\u{3000}" : " " })
        let lineEnd = source.start(ofLine: line) + text.utf8.count
        let marked = source.string(
            place.range.clamped(to: place.range.lowerBound..<max(lineEnd, place.range.lowerBound)))
        let width = marked.prefix(Self.longest).map { $0.isWide ? 2 : 1 }.reduce(0, +)
        let underline = "^" + String(repeating: "~", count: max(width - 1, 0))
        var lines = [
            "\(source.name):\(line):\(column): \(severity.rawValue): \(message)", "    " + shown,
            "    " + margin + underline,
        ]
        if let suggestion { lines.append(suggestion) }
        return lines.joined(separator: "\n")
    }

    /// Of a longer line so many characters are shown.
    private static let longest = 160

    /// The part of a line around a column that is shown.
    ///
    /// - Returns: also the column with which it begins.
    private static func part(of line: String, around column: Int) -> (text: String, start: Int) {
        guard line.count > longest else { return (line, 1) }
        let before = max(column - 1 - longest / 2, 0)
        let part = line.dropFirst(before).prefix(longest) + (before + longest < line.count ? "…" : "")
        return before > 0 ? ("…" + part, before) : (String(part), 1)
    }
}

extension Character {
    /// Whether a terminal gives it two columns: the East Asian wide and fullwidth characters, roughly (UAX #11).
    fileprivate var isWide: Bool {
        switch unicodeScalars.first?.value ?? 0 {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
