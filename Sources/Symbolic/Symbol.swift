/// A name with integer indices: `L`, `a_1`, `w_{1,2}`.
public struct Symbol: Hashable, Comparable, Sendable {
    public let name: String
    public let indices: [Int]

    public init(_ name: String, _ indices: Int...) { self.init(name, indices: indices) }

    public init(_ name: String, indices: [Int]) {
        self.name = name
        self.indices = indices
    }

    /// `a_1`, `w_1_2`: a plain name for any program, and for the formula parser.
    public var plain: String { indices.reduce(name) { "\($0)_\($1)" } }

    public static func < (left: Symbol, right: Symbol) -> Bool {
        if left.name != right.name { return left.name < right.name }
        return left.indices.lexicographicallyPrecedes(right.indices)
    }
}
