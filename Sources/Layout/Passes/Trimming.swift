import Scene

/// The last pass: outlines of layers without the blank above and below what is inside.
///
/// The heights keep room for values where their arrows would be level; along slanted arrows they stand elsewhere.
struct Trimming {
    private let contents: [Rect]
    private let padding: Double

    /// - Parameter contents: all that is drawn, inside of layers and outside.
    init(_ contents: [Rect], padding: Double) {
        self.contents = contents
        self.padding = padding
    }

    /// The outlines, with those at one height still at one height.
    ///
    /// - Parameter isOpen: whether each may be trimmed: collapsed layers are as high as they must be.
    func trimmed(_ outlines: [Rect], isOpen: [Bool]) -> [Rect] {
        let blanks = zip(outlines, isOpen).map { $1 ? blank($0) : (above: 0, below: 0) }
        func least(
            _ side: KeyPath<(above: Double, below: Double), Double>, at edge: (Rect) -> Double, of outline: Rect
        )
            -> Double
        {
            outlines.indices.filter { abs(edge(outlines[$0]) - edge(outline)) < 0.01 }
                .map { blanks[$0][keyPath: side] }.min() ?? 0
        }
        return outlines.map { outline in
            Rect(
                minX: outline.minX, minY: outline.minY + excess(least(\.above, at: \.minY, of: outline)),
                maxX: outline.maxX, maxY: outline.maxY - excess(least(\.below, at: \.maxY, of: outline)))
        }
    }

    /// What there is more than needed, if it is so much that it is seen.
    private func excess(_ blank: Double) -> Double { blank > padding + Self.seen ? blank - padding : 0 }

    private static let seen = 1.0

    /// How much is empty inside an outline at its upper and lower edge; none where something passes outside.
    private func blank(_ outline: Rect) -> (above: Double, below: Double) {
        var (above, below) = (outline.height, outline.height)
        for content in contents where content.minX < outline.maxX && content.maxX > outline.minX {
            above = min(above, max(content.minY - outline.minY, 0))
            below = min(below, max(outline.maxY - content.maxY, 0))
        }
        return (above, below)
    }
}
