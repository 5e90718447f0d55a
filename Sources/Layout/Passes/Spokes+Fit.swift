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
        /// Where the values of each spoke stand opposite each other, with their middle at 0.
        let opposite: [ValuePlaces]
        /// The values of each spoke, and of each level arrow.
        var labels: [[Rect]]
        var levels: [[Rect]]
        var places: [Int: ValuePlaces] = [:]
    }

    private func fit(width: Double, middle: Double, _ places: some Collection<Place>) throws(Crowded) -> Fit {
        let lines = spokes.map { $0.line(width) }
        var attempt = Attempt(
            width: width, lines: lines, opposite: zip(spokes, lines).map(opposite),
            labels: spokes.map { _ in [] },
            levels: levels.map { $0.rects(at: ValuePlaces(forward: middle, backward: middle)) })
        var quality = 0
        for fan in fans {
            let isFree = fan.allSatisfy { self.isFree(attempt.lines[$0], spokes[$0], width) }
            let placed = places.prefix(isFree ? places.count : 0).lazy.compactMap { place in
                self.placing(fan, at: place, attempt).map { (place: place, attempt: $0) }
            }.first
            guard let placed else { throw Crowded(edges: fan.map { spokes[$0].edge }) }
            attempt = placed.attempt
            if fan.count > 1 { quality = max(quality, placed.place.quality) }
        }
        let ends = attempt.labels.joined().map {
            (left: -radius.left - $0.minX, right: $0.maxX - width - radius.right)
        }
        return Fit(
            width: width, places: attempt.places,
            beyond: (max(ends.map(\.left).max() ?? 0, 0), max(ends.map(\.right).max() ?? 0, 0)),
            quality: quality)
    }

    /// What is placed when a fan is, too; nil where it finds no room.
    private func placing(_ fan: [Int], at place: Place, _ attempt: Attempt) -> Attempt? {
        var attempt = attempt
        let found = places(of: fan, at: place, attempt)
        if let ofLevels = found.levels {
            let hub = spokes[fan[0]].hub
            for index in levels.indices where levels[index].hub == hub {
                let rects = levels[index].rects(at: ofLevels)
                attempt.levels[index] = []
                guard rects.allSatisfy({ isFree($0, ofLevelIn: fan, attempt) }) else { return nil }
                attempt.levels[index] = rects
                attempt.places[levels[index].edge] = ofLevels
            }
        }
        let levels = attempt.levels.joined()
        for index in fan {
            let line = attempt.lines[index]
            guard levels.allSatisfy({ line.distance(to: $0) >= apart }) else { return nil }
        }
        for (index, places) in zip(fan, found.spokes) {
            let rects = rects(of: index, at: places, attempt.lines[index])
            guard rects.allSatisfy({ isFree($0, of: index, attempt) }) else { return nil }
            attempt.labels[index] = rects
            attempt.places[spokes[index].edge] = places
        }
        return attempt
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

    /// Where the values of a spoke stand opposite each other, with their middle at 0.
    private func opposite(_ spoke: Spoke, _ line: Segment) -> ValuePlaces {
        let centers = labelCenters(
            forward: spoke.forward, backward: spoke.backward, from: line.from, to: line.to,
            offset: spoke.isPair ? spacing.pair / 2 : 0, spacing: spacing)
        let places = ValuePlaces(forward: centers.forward.x, backward: centers.backward.x)
        if spoke.forward == nil { return places.moved(by: -places.backward) }
        return places.moved(by: spoke.backward == nil ? -places.forward : -places.middle)
    }

    /// The values of a spoke.
    private func rects(of index: Int, at places: ValuePlaces, _ line: Segment) -> [Rect] {
        let spoke = spokes[index]
        let centers = labelCenters(
            forward: spoke.forward, backward: spoke.backward, at: places, along: line,
            offset: spoke.isPair ? spacing.pair / 2 : 0, spacing: spacing)
        return [(centers.forward, spoke.forward), (centers.backward, spoke.backward)]
            .compactMap { center, value in value.map { Rect(center: center, size: $0.size) } }
    }

    // MARK: Room

    private var apart: Double { spacing.pair / 2 + spacing.clearance }

    /// The dots in both columns at a width.
    private func dots(_ width: Double) -> [Rect] {
        dots.left
            + dots.right.map {
                Rect(center: $0.center + Point(width, 0), size: Size(width: $0.width, height: $0.height))
            }
    }

    /// The others that a spoke or its values could come near to: of many, its neighbours.
    private func others(_ index: Int) -> [Int] {
        if spokes.count <= 16 { return spokes.indices.filter { $0 != index } }
        guard let fan = fans.first(where: { $0.contains(index) }), let position = fan.firstIndex(of: index)
        else { return [] }
        return fan[max(position - 2, 0)...min(position + 2, fan.count - 1)].filter { $0 != index }
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
        if attempt.levels.joined().contains(where: { label.distance(to: $0) < clearance }) { return false }
        if dots(width).contains(where: { label.distance(to: $0) < clearance }) { return false }
        return others(index).allSatisfy { other in
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
    func nearest(to center: Double, within distance: Double) -> [Double] {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < center - distance { low = middle + 1 } else { high = middle }
        }
        return Array(self[low...].prefix { $0 <= center + distance })
    }
}
