/// Gauss's elimination: as many rows and columns of a matrix as are independent, with the inverse of what they share.
struct Elimination {
    private(set) var rows: [Int] = []
    private(set) var columns: [Int] = []
    /// By column, then by row.
    private(set) var inverse: [[Double]] = []

    /// - Parameter weights: what the columns count when one is chosen.
    /// - Returns: nil if a number is not finite, or nothing is independent.
    init?(_ matrix: [[Double]], weights: [Double]) {
        guard matrix.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
        var rest = matrix
        let largest = matrix.joined().reduce(0) { max($0, abs($1)) }
        for row in matrix.indices {
            // Each row without what the chosen columns say already.
            let choice = rest[row].indices.filter { !columns.contains($0) }
                .max { abs(rest[row][$0]) * weights[$0] < abs(rest[row][$1]) * weights[$1] }
            guard let column = choice, abs(rest[row][column]) > 1e-9 * largest else { continue }
            rows.append(row)
            columns.append(column)
            for other in matrix.indices where other != row && rest[other][column] != 0 {
                let factor = rest[other][column] / rest[row][column]
                for index in rest[other].indices { rest[other][index] -= factor * rest[row][index] }
                rest[other][column] = 0
            }
        }
        guard !rows.isEmpty else { return nil }
        // Solve for each unit vector by the same elimination.
        var square = rows.map { row in columns.map { matrix[row][$0] } }
        var result = rows.indices.map { row in rows.indices.map { $0 == row ? 1.0 : 0 } }
        for column in rows.indices {
            let pivot = (column..<rows.count).max { abs(square[$0][column]) < abs(square[$1][column]) }!
            square.swapAt(column, pivot)
            result.swapAt(column, pivot)
            let scale = square[column][column]
            guard scale != 0 else { return nil }
            square[column] = square[column].map { $0 / scale }
            result[column] = result[column].map { $0 / scale }
            for row in rows.indices where row != column && square[row][column] != 0 {
                let factor = square[row][column]
                for index in rows.indices {
                    square[row][index] -= factor * square[column][index]
                    result[row][index] -= factor * result[column][index]
                }
            }
        }
        inverse = result
    }
}
