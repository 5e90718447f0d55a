import Glibc

extension Path {
    /// The outline of all that is within a distance of a convex shape: its sides moved outwards, with round corners.
    public init(around hull: ConvexHull, by radius: Double) {
        let corners = hull.corners
        func corner(_ index: Int) -> Point { corners[(index + corners.count) % corners.count] }
        /// The direction of a side's outer normal, as an angle.
        func normal(_ index: Int) -> Double {
            let side = corner(index + 1) - corner(index)
            return atan2(-side.x, side.y)
        }
        func point(_ index: Int, _ angle: Double) -> Point {
            corner(index) + Point(cos(angle), sin(angle)) * radius
        }
        self.init([.move(point(0, normal(-1)))])
        for index in corners.indices {
            let start = normal(index - 1)
            var turn = normal(index) - start
            if turn <= 0 { turn += 2 * .pi }
            // An arc of a quarter or less is a Bézier curve as nearly as one can see.
            let parts = (turn / (.pi / 2)).rounded(.up)
            let step = turn / parts
            let pull = 4 / 3 * tan(step / 4) * radius
            for part in 0..<Int(parts) {
                let (from, to) = (start + Double(part) * step, start + Double(part + 1) * step)
                commands.append(
                    .curve(
                        point(index, from) + Point(-sin(from), cos(from)) * pull,
                        point(index, to) + Point(sin(to), -cos(to)) * pull, end: point(index, to)))
            }
            if index + 1 < corners.count { commands.append(.line(point(index + 1, normal(index)))) }
        }
        commands.append(.close)
    }
}
