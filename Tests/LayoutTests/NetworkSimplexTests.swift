import TestSupport
import Testing

@testable import Layout

struct NetworkSimplexTests {
    /// Against a search over all whole heights from 0 to 6 of five variables.
    @Test func `no heights that keep the distances cost less`() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<40 {
            var simplex = NetworkSimplex(count: 5)
            var kept: [(tail: Int, head: Int, length: Int, weight: Int)] = []
            for _ in 0..<Int.random(in: 4...8, using: &generator) {
                let ends = [Int.random(in: 0...4, using: &generator), Int.random(in: 0...4, using: &generator)]
                    .sorted()
                guard ends[0] != ends[1] else { continue }
                let length = Int.random(in: 0...2, using: &generator)
                let weight = Int.random(in: 0...3, using: &generator)
                kept.append((ends[0], ends[1], length, weight))
                simplex.keep(ends[1], below: ends[0], by: Double(length), weight: weight)
            }
            func cost(_ heights: [Double]) -> Double? {
                var cost = 0.0
                for (tail, head, length, weight) in kept {
                    let slack = heights[head] - heights[tail] - Double(length)
                    if slack < -1e-9 { return nil }
                    cost += slack * Double(weight)
                }
                return cost
            }
            var least = Double.infinity
            var heights = [Double](repeating: 0, count: 5)
            func search(_ variable: Int) {
                if variable == 5 {
                    if let cost = cost(heights) { least = min(least, cost) }
                    return
                }
                for height in 0...6 {
                    heights[variable] = Double(height)
                    search(variable + 1)
                }
            }
            search(0)
            let isSolved = simplex.solve()
            #expect(isSolved)
            let own = cost(simplex.heights)
            #expect(
                own.map { abs($0 - least) < 1e-6 } ?? false, "\(kept): \(String(describing: own)), not \(least)"
            )
        }
    }

    @Test func `distances that contradict each other have no solution`() {
        var simplex = NetworkSimplex(count: 2)
        simplex.keep(1, below: 0, by: 2)
        simplex.keep(0, below: 1, by: -1)
        let isSolved = simplex.solve()
        #expect(!isSolved)
    }

    @Test func `what is aligned is level if it can be`() {
        var simplex = NetworkSimplex(count: 3)
        simplex.keep(1, below: 0, by: 5)
        simplex.align(0, 2, offset: 0, weight: 1)
        simplex.align(1, 2, offset: 0, weight: 3)
        let isSolved = simplex.solve()
        #expect(isSolved)
        #expect(abs(simplex.heights[2] - simplex.heights[1]) < 1e-9)
        #expect(abs(simplex.heights[1] - simplex.heights[0] - 5) < 1e-9)
    }
}
