extension Diagram {
    /// Where something belongs among the lanes: for each axis of the diagram the value that it has there.
    public struct Lane: Hashable, Comparable, Sendable {
        /// Nil for an axis that it has no value of; at least one is none.
        public let values: [Int?]

        /// - Returns: nil where there is no value, so no lane.
        public init?(_ values: [Int?]) {
            guard values.contains(where: { $0 != nil }) else { return nil }
            self.values = values
        }

        /// A value of the only axis.
        public init(_ value: Int) { values = [value] }

        public static func < (one: Lane, other: Lane) -> Bool {
            one.values.map { $0 ?? .min }.lexicographicallyPrecedes(other.values.map { $0 ?? .min })
        }

        /// The axes that it has values of.
        package var axes: [Int] { values.indices.filter { values[$0] != nil } }

        /// Whether both have one value of each axis that both have.
        package func agrees(with other: Lane) -> Bool {
            zip(values, other.values).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
        }

        /// Whether this has all values of the other, and more.
        package func isWithin(_ other: Lane?) -> Bool {
            guard let other else { return true }
            return self != other && zip(values, other.values).allSatisfy { $1 == nil || $0 == $1 }
        }

        /// With the values of the other in the axes that this has none of.
        func joined(with other: Lane?) -> Lane {
            guard let other else { return self }
            return Lane(zip(values, other.values).map { $0 ?? $1 }) ?? self
        }
    }
}
