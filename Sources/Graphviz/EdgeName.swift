/// An edge: its ends and, among parallel edges, its key.
public struct EdgeName: Hashable, Sendable {
    public let tail: String
    public let head: String
    public let key: String?

    public init(tail: String, head: String, key: String? = nil) {
        self.tail = tail
        self.head = head
        self.key = key
    }
}
