/// What Graphviz, or the way it is called, does not accept.
public struct GraphvizError: Error, Equatable, CustomStringConvertible {
    /// One line or more, in words; without Graphviz's own `Error:`.
    public let message: String
    /// The line of the DOT text that was read, from 1; nil outside a text.
    public let line: Int?

    init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }

    /// Whether Graphviz is not whole: its layouts are in plugins, which it loads while it runs.
    public var isOfInstallation: Bool { message.hasPrefix("Layout type:") }

    public var description: String { line.map { "line \($0): \(message)" } ?? message }
}
