/// What an arrow begins or ends at, for those who are told of it.
enum ArrowEnd: Sendable {
    case outside
    /// Where the wire of a value splits.
    case split
    /// An operation by its sign, or a layer by its name.
    case part(String)
}

extension FigureLayout {
    func end(at node: Int) -> ArrowEnd {
        if visible.nodes[node].kind == .junction { return .split }
        if case .call(let call) = visible.nodes[node].kind { return .part(visible.calls[call].function) }
        return labels.nodes[node].map { .part($0.plain) } ?? .outside
    }
}
