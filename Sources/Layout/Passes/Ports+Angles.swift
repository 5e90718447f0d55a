import Glibc

/// The angles at which arrows meet a round node.
extension Ports {
    /// The arrows on one side of a node, from above.
    struct Side {
        let edges: [Int]
        /// The directions that they come from, or go to.
        let wishes: [Double]
        let isIncoming: Bool
        /// How near to each other they may be, as a part of the usual distance.
        let scale: Double
    }

    /// The angles of the arrows on each side of a node: level ones stay level, if need be with less room between lines that have
    /// no partners.
    ///
    /// - Parameter levelElbows: the short elbows that come level beside the middle.
    static func angles(
        _ sides: [Side], radius: Double, levelElbows: Set<Int>, _ diagram: Diagram, _ spacing: Spacing
    ) -> [[Double]] {
        let apart = Self.apart(spacing) / radius
        /// The angles of those that arrive, and of those that leave.
        func angles(tight isTight: Bool) -> [[Double]] {
            let gaps = sides.map { side in
                zip(side.edges.indices, side.edges.indices.dropFirst()).map { one, other in
                    let edges = [side.edges[one], side.edges[other]]
                    // A line without a partner takes less room.
                    let pairs = edges.count { diagram.edges[$0].isPair }
                    let least = apart - Double(2 - pairs) * spacing.pair / 2 / radius
                    if isTight { return side.scale * least }
                    let isOfElbow = [(one, other), (other, one)].contains { elbow, level in
                        levelElbows.contains(side.edges[elbow]) && isLevel(side.wishes[level])
                    }
                    let wish = side.wishes[other] - side.wishes[one]
                    return side.scale * (isOfElbow ? min(max(wish, least), apart) : apart)
                }
            }
            let free = zip(sides, gaps).map {
                Self.angles($0.wishes, gaps: $1, within: (Self.farthest, Self.farthest))
            }
            guard free.count == 2 else { return free }
            // Those that arrive and those that leave don't come too near straight above or below.
            let between = isTight ? leastOfRoom * apart : apart
            let above = max(-free[0][0] - free[1][0] - .pi + between, 0) / 2
            let below = max(free[0].last! + free[1].last! - .pi + between, 0) / 2
            if above == 0, below == 0 { return free }
            return zip(sides, zip(gaps, free)).map { side, angles in
                let limits = (
                    above: above > 0 ? -angles.1[0] - above : Self.farthest,
                    below: below > 0 ? angles.1.last! - below : Self.farthest
                )
                return Self.angles(side.wishes, gaps: angles.0, within: limits)
            }
        }
        let usual = angles(tight: false)
        let staysLevel = zip(sides, usual).allSatisfy { side, angles in
            zip(side.wishes, angles).allSatisfy { !isLevel($0) || isLevel($1) }
        }
        return staysLevel ? usual : angles(tight: true)
    }

    /// The steepest direction that an arrow is taken to come from, in radians.
    private static let steepest = 1.3
    /// So far behind straight up and down arrows may arrive.
    private static let farthest = 2.3

    private static func isLevel(_ angle: Double) -> Bool { abs(angle) < 1e-6 }

    /// The angles at which arrows arrive from these directions.
    ///
    /// - Parameters:
    ///   - gaps: their distances, in radians, where they arrive at right angles; more where they come aslant.
    ///   - limits: how far above and below level they may be; they give way to each other there.
    private static func angles(
        _ directions: [Double], gaps apart: [Double], within limits: (above: Double, below: Double)
    ) -> [Double] {
        let wishes = directions.map { min(max($0, -steepest), steepest) }
        var gaps = apart
        var angles = wishes
        for _ in 0..<3 {
            let scale = min(1, range / max(gaps.reduce(0, +), range))
            var places = gaps.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1 * scale) }
            let isFirm = wishes.map(isLevel)
            if let level = isFirm.firstIndex(of: true) { squeeze(&places, beside: level, within: limits) }
            angles = spread(wishes, places: places, isFirm: isFirm)
            let last = places[places.count - 1]
            angles = zip(angles, places).map { angle, place in
                max(min(angle, limits.below - (last - place)), place - limits.above)
            }
            for gap in gaps.indices {
                let slants = [gap, gap + 1].map { abs(angles[$0] - wishes[$0]) }
                gaps[gap] = apart[gap] / max(cos((slants[0] + slants[1]) / 2), 0.5)
            }
        }
        return angles
    }

    /// Brings what is above and below a level arrow a little nearer to it, if that lets it stay level.
    private static func squeeze(
        _ places: inout [Double], beside level: Int, within limits: (above: Double, below: Double)
    ) {
        let (middle, last) = (places[level], places[places.count - 1])
        func scale(_ reach: Double, _ limit: Double) -> Double {
            reach > limit && limit >= leastOfRoom * reach ? limit / reach : 1
        }
        let (above, below) = (scale(middle, limits.above), scale(last - middle, limits.below))
        for index in places.indices {
            places[index] = middle * above + (places[index] - middle) * (index < level ? above : below)
        }
    }

    /// The part of their distances that arrows have at least beside one that stays level so.
    private static let leastOfRoom = 0.8

    /// What is nearest to the wishes and as far apart as the places are: neighbours that are too near are spread around
    /// their middle (the pool-adjacent-violators algorithm); firm ones, as level arrows have, give way last.
    static func spread(_ wishes: [Double], places: [Double], isFirm: [Bool]) -> [Double] {
        struct Block {
            var sum: Double
            var weight: Double
            var count: Int
            var value: Double { sum / weight }
        }
        var blocks: [Block] = []
        for (index, wish) in wishes.enumerated() {
            let weight = isFirm[index] ? 1e9 : 1
            blocks.append(Block(sum: (wish - places[index]) * weight, weight: weight, count: 1))
            while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
                let last = blocks.removeLast()
                blocks[blocks.count - 1].sum += last.sum
                blocks[blocks.count - 1].weight += last.weight
                blocks[blocks.count - 1].count += last.count
            }
        }
        return blocks.flatMap { block in Array(repeating: block.value, count: block.count) }.enumerated()
            .map { $1 + places[$0] }
    }
}
