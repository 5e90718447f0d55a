/// How far the rows of each level are from each other.
struct Pitches {
    /// From one row to the next.
    var steps: [Double]
    /// By so much the last row is farther from the one before it than the others are from each other: where dots need room.
    var extra: [Double]

    init(_ steps: [Double]) {
        self.steps = steps
        extra = steps.map { _ in 0 }
    }

    /// Whether all rows of each level are evenly spaced.
    var areEven: Bool { extra.allSatisfy { $0 == 0 } }
}
