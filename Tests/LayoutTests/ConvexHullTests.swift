import Foundation
import Scene
import TestSupport
import Testing

struct ConvexHullTests {
    @Test func `its corners are points, turn one way, and reach as far as all points`() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            // Of a coarse grid: many on one line, or in one place.
            let points = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                Point(
                    Double(Int.random(in: -4...4, using: &generator)),
                    Double(Int.random(in: -3...3, using: &generator)))
            }
            let hull = ConvexHull(of: points)
            let corners = hull.corners
            #expect(Set(corners).count == corners.count && Set(corners).isSubset(of: points))
            for index in corners.indices where corners.count > 2 {
                let (one, two) = (corners[(index + 1) % corners.count], corners[(index + 2) % corners.count])
                let (side, next) = (one - corners[index], two - one)
                #expect(side.x * next.y - side.y * next.x > 0)
            }
            for step in 0..<16 {
                let angle = Double(step) * .pi / 8
                let direction = Point(cos(angle), sin(angle))
                let farthest = points.map { $0.x * direction.x + $0.y * direction.y }.max()!
                #expect(abs(hull.reach(along: direction) - farthest) < 1e-9)
            }
        }
    }

    @Test func `a rectangle has four corners`() {
        let rect = Rect(minX: 1, minY: 2, maxX: 5, maxY: 4)
        let hull = ConvexHull(of: rect)
        #expect(hull == ConvexHull(of: hull.corners.shuffled()))
        #expect(hull.bounds == rect)
        #expect(hull.moved(by: Point(2, 1)).bounds == Rect(minX: 3, minY: 3, maxX: 7, maxY: 5))
    }

    @Test func `a part beyond a line reaches as far as the line lets it`() {
        let rect = ConvexHull(of: Rect(minX: 0, minY: 0, maxX: 4, maxY: 2))
        let slant = Point(0.6, 0.8)
        #expect(rect.beyond(-1, along: slant) == rect)
        #expect(rect.beyond(5, along: slant) == nil)
        let part = rect.beyond(1.6, along: slant)
        #expect(part?.bounds == Rect(minX: 0, minY: 0, maxX: 4, maxY: 2))
        #expect(abs(part!.reach(along: slant * -1) + 1.6) < 1e-9)
        #expect(part?.corners.count == 4 && rect.beyond(2.4, along: slant)?.corners.count == 3)
    }

    @Test func `the path around a shape is everywhere at one distance from it`() {
        var generator = SeededGenerator(seed: 5)
        for count in [1, 1, 2, 2] + Array(3...12) {
            let hull = ConvexHull(
                of: (0..<count).map { _ in
                    Point(.random(in: -9...9, using: &generator), .random(in: -9...9, using: &generator))
                })
            var last = Point(0, 0)
            func check(_ point: Point) {
                let sides = zip(hull.corners, hull.corners.dropFirst() + hull.corners.prefix(1))
                let distance = sides.map { from, to -> Double in
                    let (along, reach) = (to - from, point - from)
                    let square = max(along.x * along.x + along.y * along.y, 1e-9)
                    let part = min(max((along.x * reach.x + along.y * reach.y) / square, 0), 1)
                    return (reach - along * part).length
                }.min()!
                #expect(abs(distance - 3) < 0.002)
            }
            for command in Path(around: hull, by: 3).commands {
                switch command {
                case .move(let point): last = point
                case .line(let end):
                    check((last + end) * 0.5)
                    last = end
                case .curve(let one, let two, let end):
                    check((last + one * 3 + two * 3 + end) * 0.125)
                    check(end)
                    last = end
                case .close: break
                }
            }
        }
    }
}
