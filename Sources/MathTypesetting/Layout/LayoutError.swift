/// Why a formula cannot be set.
public enum LayoutError: Error, Hashable, Sendable, CustomStringConvertible {
    case nestedTooDeeply(limit: Int)

    public var description: String {
        switch self {
        case .nestedTooDeeply(let limit): "the formula is nested more than \(limit) levels deep"
        }
    }
}
