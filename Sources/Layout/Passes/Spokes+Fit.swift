import Scene

extension Spokes {
    /// The spokes at the least width, of at least `floor`, at which all find room.
    ///
    /// - Parameter middle: where the values of level arrows stand at a width.
    /// - Throws: `Crowded` where there is none that leaves the steepest of them steep.
    func fit(atLeast floor: Double, middle: (Double) -> Double) throws(Crowded) -> Fit {
        let tallest = spokes.map { abs($0.left - $0.right) }.max() ?? 0
        let limit = max(floor, min(spacing.straightness - 1, 1) * max(3 * floor, 1.5 * tallest))
        let least = try fit(from: floor, to: limit, middle: middle, Self.places.joined())
        // Values in a column are worth some width.
        for quality in 0..<least.quality {
            let widest = spacing.column * least.width
            let places = Self.places[...quality].joined()
            if let better = try? fit(from: least.width, to: widest, middle: middle, places) { return better }
        }
        return least
    }

    /// The spokes at the first width at which all find room at some of these places.
    private func fit(
        from floor: Double, to limit: Double, middle: (Double) -> Double, _ places: some Collection<Place>
    ) throws(Crowded) -> Fit {
        var width = floor
        while true {
            do {
                return try fit(width: width, middle: middle(width), places)
            } catch  where width * Self.step <= limit {
                width *= Self.step
            }
        }
    }

    private static let step = 1.08

    /// A fan that finds no room.
    struct Crowded: Error {
        let edges: [Int]
    }

    /// Where the values of a fan stand.
    private enum Place {
        /// The forward ones in one column, the backward ones in another, at this part of the way from the left nodes to the
        /// right ones; those of each pair opposite each other where they would be too far from each other else.
        case columns(Double)
        /// Those of each pair opposite each other, with their middle in one column.
        case pairs(Double)
        /// Each as far from the height of its own end, at this part of the least rise.
        case band(Double)

        var quality: Int {
            switch self {
            case .columns: 0
            case .pairs: 1
            case .band: 2
            }
        }
    }

    /// The middle first.
    private static let parts: [Double] = (0...14).map { step in
        let steps: Int = step.isMultiple(of: 2) ? step / 2 : -(step + 1) / 2
        return 0.5 + 0.04 * Double(steps)
    }
    /// Those to try, the best first.
    private static let places = [
        parts.map(Place.columns), parts.map(Place.pairs),
        [0.5, 0.4, 0.6, 0.45, 0.55, 0.35, 0.65, 0.3, 0.7, 0.25].map(Place.band),
    ]

    /// How the spokes stand between their columns.
    struct Fit {
        let width: Double
        /// Where the values of each spoke stand, and of those level arrows that are in a fan's column.
        let places: [Int: ValuePlaces]
        /// How far values reach beyond the nodes of the left and of the right column.
        let beyond: (left: Double, right: Double)
        /// The worst of the places of all fans.
        let quality: Int
    }

    /// What is placed so far between two columns at some distance.
    private struct Attempt {
        let width: Double
        let lines: [Segment]
        /// The centres of the values of each spoke opposite each other, beside its middle.
        let centers: [(forward: Point, backward: Point)]
        /// Where they stand along the flow then, but with their middle at 0.
        let opposite: [ValuePlaces]
        /// The values of each spoke, and of each level arrow.
        var labels: [[Rect]]
        var levels: [[Rect]]
        var places: [Int: ValuePlaces] = [:]
    }

    private func fit(width: Double, middle: Double, _ places: some Collection<Place>) throws(Crowded) -> Fit {
        let lines = spokes.map { $0.line(width) }
        let centers = zip(spokes, lines).map(self.centers)
        var attempt = Attempt(
            width: width, lines: lines, centers: centers, opposite: zip(spokes, centers).map(opposite),
            labels: spokes.map { _ in [] },
            levels: levels.map { $0.rects(at: ValuePlaces(forward: middle, backward: middle)) })
        var quality = 0
        for fan in fans {
            let isFree =
                fan.allSatisfy { self.isFree(attempt.lines[$0], spokes[$0], width) }
                && leavesLevels(fan, attempt) { $0.hub != spokes[fan[0]].hub }
            guard isFree, let place = places.first(where: { self.place(fan, at: $0, &attempt) }) else {
                throw Crowded(edges: fan.map { spokes[$0].edge })
            }
            if fan.count > 1 { quality = max(quality, place.quality) }
        }
        let ends = attempt.labels.joined().map {
            (left: -radius.left - $0.minX, right: $0.maxX - width - radius.right)
        }
        return Fit(
            width: width, places: attempt.places,
            beyond: (max(ends.map(\.left).max() ?? 0, 0), max(ends.map(\.right).max() ?? 0, 0)),
            quality: quality)
    }

    /// Places a fan, if it finds room.
    private func place(_ fan: [Int], at place: Place, _ attempt: inout Attempt) -> Bool {
        let found = places(of: fan, at: place, attempt)
        let formerLevels = attempt.levels
        guard placeLevels(of: fan, at: found.levels, &attempt), placeValues(of: fan, at: found.spokes, &attempt)
        else {
            attempt.levels = formerLevels
            for index in fan { attempt.labels[index] = [] }
            return false
        }
        for (index, places) in zip(fan, found.spokes) { attempt.places[spokes[index].edge] = places }
        if let places = found.levels {
            for level in levels where level.hub == spokes[fan[0]].hub { attempt.places[level.edge] = places }
        }
        return true
    }

    /// Places the values of the level arrows of a fan, if they move.
    private func placeLevels(of fan: [Int], at places: ValuePlaces?, _ attempt: inout Attempt) -> Bool {
        let hub = spokes[fan[0]].hub
        if let places {
            for index in levels.indices where levels[index].hub == hub {
                let rects = levels[index].rects(at: places)
                attempt.levels[index] = []
                guard rects.allSatisfy({ isFree($0, ofLevelIn: fan, attempt) }) else { return false }
                attempt.levels[index] = rects
            }
        }
        return leavesLevels(fan, attempt) { $0.hub == hub }
    }

    /// Whether the lines of a fan leave the values of some level arrows free.
    private func leavesLevels(_ fan: [Int], _ attempt: Attempt, _ isMeant: (Level) -> Bool) -> Bool {
        levels.indices.filter { isMeant(levels[$0]) }.allSatisfy { level in
            attempt.levels[level].allSatisfy { label in
                fan.allSatisfy { attempt.lines[$0].distance(to: label) >= apart }
            }
        }
    }

    private func placeValues(of fan: [Int], at places: [ValuePlaces], _ attempt: inout Attempt) -> Bool {
        for (index, places) in zip(fan, places) {
            let rects = rects(of: index, at: places, attempt)
            guard
                rects.allSatisfy({
                    attempt.lines[index].isBeside($0.center) && isFree($0, of: index, attempt)
                })
            else { return false }
            attempt.labels[index] = rects
        }
        return true
    }

    /// Where the values of each spoke of a fan stand, and those of its level arrows, if they move.
    private func places(
        of fan: [Int], at place: Place, _ attempt: Attempt
    ) -> (spokes: [ValuePlaces], levels: ValuePlaces?) {
        let width = attempt.width
        let opposite = fan.map { attempt.opposite[$0] }
        func pairs(_ middle: Double) -> (spokes: [ValuePlaces], levels: ValuePlaces?) {
            (opposite.map { $0.moved(by: middle) }, ValuePlaces(forward: middle, backward: middle))
        }
        switch place {
        case .columns(let part):
            let full = fan.indices.filter { spokes[fan[$0]].forward != nil && spokes[fan[$0]].backward != nil }
            let distances = full.map { opposite[$0].forward - opposite[$0].backward }
            let apart = distances.reduce(0, +) / Double(max(full.count, 1))
            for (index, distance) in zip(full, distances) {
                let displaced = abs(distance - apart) * attempt.lines[fan[index]].length / width
                if displaced > spacing.displaced { return pairs(part * width) }
            }
            let places = ValuePlaces(forward: apart / 2, backward: -apart / 2).moved(by: part * width)
            return (fan.map { _ in places }, places)
        case .pairs(let part): return pairs(part * width)
        case .band(let part):
            let rises = fan.map { abs(spokes[$0].left - spokes[$0].right) }
            let least = rises.min() ?? 0
            let places = fan.indices.map { position in
                let own = part * least / rises[position]
                let isOwnLeft = spokes[fan[position]].meetsRight
                return opposite[position].moved(by: (isOwnLeft ? own : 1 - own) * width)
            }
            return (places, nil)
        }
    }

    /// The centres of the values of a spoke opposite each other, beside its middle.
    private func centers(_ spoke: Spoke, _ line: Segment) -> (forward: Point, backward: Point) {
        labelCenters(
            forward: spoke.forward, backward: spoke.backward, from: line.from, to: line.to,
            offset: spoke.isPair ? spacing.pair / 2 : 0, spacing: spacing)
    }

    /// Where the values of a spoke stand opposite each other, with their middle at 0.
    private func opposite(_ spoke: Spoke, _ centers: (forward: Point, backward: Point)) -> ValuePlaces {
        let places = ValuePlaces(forward: centers.forward.x, backward: centers.backward.x)
        if spoke.forward == nil { return places.moved(by: -places.backward) }
        return places.moved(by: spoke.backward == nil ? -places.forward : -places.middle)
    }

    /// The values of a spoke.
    private func rects(of index: Int, at places: ValuePlaces, _ attempt: Attempt) -> [Rect] {
        let centers = moved(attempt.centers[index], to: places, along: attempt.lines[index])
        return [(centers.forward, spokes[index].forward), (centers.backward, spokes[index].backward)]
            .compactMap { center, value in value.map { Rect(center: center, size: $0.size) } }
    }

    // MARK: Room

    private var apart: Double { spacing.pair / 2 + spacing.clearance }

    /// The dots in both columns at a width.
    private func dots(_ width: Double) -> [Rect] {
        if dots.left.isEmpty && dots.right.isEmpty { return [] }
        return dots.left
            + dots.right.map {
                Rect(center: $0.center + Point(width, 0), size: Size(width: $0.width, height: $0.height))
            }
    }

    private func isFree(_ line: Segment, _ spoke: Spoke, _ width: Double) -> Bool {
        for (x, heights, own, radius) in [
            (0, circles.left, spoke.left, radius.left), (width, circles.right, spoke.right, radius.right),
        ] {
            let reach = radius + apart
            let range = min(spoke.left, spoke.right) - reach...max(spoke.left, spoke.right) + reach
            for height in heights where range.contains(height) && height != own {
                if line.distance(to: Point(x, height)) < reach { return false }
            }
        }
        return dots(width).allSatisfy { line.distance(to: $0) >= apart }
    }

    private func isFree(_ label: Rect, of index: Int, _ attempt: Attempt) -> Bool {
        let width = attempt.width
        if !mayReachBeyond.left && label.minX < -radius.left { return false }
        if !mayReachBeyond.right && label.maxX > width + radius.right { return false }
        let clearance = spacing.clearance - 1e-6
        if !runs.nearest(to: label.center.y, within: label.height / 2 + apart - 1e-6).isEmpty { return false }
        for (x, heights, radius) in [
            (0, circles.left, radius.left), (width, circles.right, radius.right),
        ] {
            let near = label.height / 2 + radius + clearance
            for height in heights.nearest(to: label.center.y, within: near)
            where label.distance(to: Point(x, height)) < radius + clearance { return false }
        }
        if attempt.levels.contains(where: { $0.contains { label.distance(to: $0) < clearance } }) {
            return false
        }
        if dots(width).contains(where: { label.distance(to: $0) < clearance }) { return false }
        return others[index].allSatisfy { other in
            attempt.lines[other].distance(to: label) >= apart - 1e-6
                && attempt.labels[other].allSatisfy { label.distance(to: $0) >= clearance }
        }
    }

    /// Whether the values of a level arrow may stand there: between its nodes, and clear of other fans.
    private func isFree(_ label: Rect, ofLevelIn fan: [Int], _ attempt: Attempt) -> Bool {
        let others = attempt.lines.indices.filter { !fan.contains($0) }
        return label.minX >= radius.left + spacing.arrow
            && label.maxX <= attempt.width - radius.right - spacing.arrow
            && attempt.levels.joined().allSatisfy { label.distance(to: $0) >= spacing.clearance }
            && others.allSatisfy { other in
                attempt.lines[other].distance(to: label) >= apart
                    && attempt.labels[other].allSatisfy { label.distance(to: $0) >= spacing.clearance }
            }
    }
}

extension [Double] {
    /// Of ascending numbers, those within a distance of one.
    func nearest(to center: Double, within distance: Double) -> ArraySlice<Double> {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < center - distance { low = middle + 1 } else { high = middle }
        }
        return self[low...].prefix { $0 <= center + distance }
    }
}
