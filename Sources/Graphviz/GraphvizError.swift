/// What Graphviz says went wrong.
public struct GraphvizError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
}
