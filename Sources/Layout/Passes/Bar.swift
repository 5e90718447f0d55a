/// Where the arrows of one side meet the bar at which a wire splits, from above; heights are counted from its stem.
struct Bar {
    /// Where a bar may reach.
    struct Room {
        /// Clear of what is above and below.
        let narrow: ClosedRange<Double>
        /// The same, but for bars that are alike in other rows,
        let wide: ClosedRange<Double>
        /// and how far away the nearest of these is.
        let pitch: Double

        func moved(by distance: Double) -> Room {
            Room(narrow: narrow.moved(by: distance), wide: wide.moved(by: distance), pitch: pitch)
        }
    }

    private(set) var offsets: [Double]
    /// How far the bar reaches beyond each.
    private(set) var ends: [Double]
    /// Whether the arrows are so far apart that they leave it aslant; else each first runs level for a while.
    private(set) var isStretched = false
    private let wishes: [Double]
    private let runs: [Double]
    private let isPair: [Bool]
    private let spacing: Spacing

    /// - Parameters:
    ///   - wishes: the heights that the arrows lead to.
    ///   - runs: how far from the bar.
    init(_ wishes: [Double], runs: [Double], isPair: [Bool], _ spacing: Spacing) {
        self.wishes = wishes
        self.runs = runs
        self.isPair = isPair
        self.spacing = spacing
        ends = wishes.map { _ in spacing.junction / 2 }
        offsets = []
        let places = wishes.indices.map { Double($0) * spacing.junction }
        // It stays within its room.
        let farthest = places.last ?? 0
        offsets = offsets(at: places, within: -farthest...farthest)
    }

    /// What the bar can nearly reach leaves it level.
    private func offsets(at places: [Double], within room: ClosedRange<Double>, isCentered: Bool = false)
        -> [Double]
    {
        let most = (places.last ?? 0) / 2
        let firm = most + spacing.junction / 2
        let isFirm = wishes.map { abs($0) <= firm }
        var offsets = places.map { $0 - most }
        if !isCentered || wishes.contains(where: { abs($0) <= most }) {
            let near = wishes.map { abs($0) <= firm ? $0 : min(max($0, -most), most) }
            offsets = Ports.spread(near, places: places, isFirm: isFirm)
        }
        let excess =
            max((offsets.last ?? 0) - room.upperBound, 0) + min((offsets.first ?? 0) - room.lowerBound, 0)
        return offsets.map { $0 - excess }
    }

    /// Spreads the arrows so far that all are level, or else that they can leave the bar aslant, if there is room for that.
    mutating func stretch(within room: Room) {
        if canBeLevel(within: room) {
            offsets = wishes
            isStretched = true
            return
        }
        let room = room.narrow
        var stretched = self
        for _ in 0..<2 {
            let slopes = wishes.indices.map { (wishes[$0] - stretched.offsets[$0]) / max(runs[$0], 1) }
            guard slopes.allSatisfy({ abs($0) < Self.steepest }) else { return }
            // How far the two arrows of each reach along the bar.
            let halves = slopes.indices.map {
                (isPair[$0] ? spacing.pair / 2 : 0) * (1 + slopes[$0] * slopes[$0]).squareRoot()
            }
            let gaps = slopes.indices.dropLast().map { upper in
                let (one, other) = (slopes[upper], slopes[upper + 1])
                let gentler = one * other > 0 ? min(abs(one), abs(other)) : 0
                let apart = (spacing.clearance / 2 + 0.2) * (1 + gentler * gentler).squareRoot()
                return max(spacing.junction, halves[upper] + apart + halves[upper + 1])
            }
            stretched.ends = halves.map { max(spacing.junction / 2, $0 + 1.5) }
            let places = gaps.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
            let farthest = (places.last ?? 0)
            let uniform = Double(wishes.count - 1) * spacing.junction
            let low = min(room.lowerBound, -uniform - spacing.junction / 2) + (stretched.ends.first ?? 0)
            let high = max(room.upperBound, uniform + spacing.junction / 2) - (stretched.ends.last ?? 0)
            guard high - low >= farthest else { return }
            stretched.offsets = stretched.offsets(at: places, within: low...high, isCentered: true)
        }
        // What is level stays so.
        let isLevel = zip(offsets, wishes).map { abs($0 - $1) < 0.01 }
        guard wishes.indices.allSatisfy({ !isLevel[$0] || abs(stretched.offsets[$0] - wishes[$0]) < 0.01 })
        else {
            return
        }
        self = stretched
        isStretched = true
    }

    /// Whether all arrows can be level and the bar no taller than with one more.
    private func canBeLevel(within room: Room) -> Bool {
        guard wishes.count > 1 else { return false }
        let reach = spacing.junctionReach(branches: wishes.count + 1)
        let (low, high) = (wishes[0] - ends[0], wishes[wishes.count - 1] + ends[wishes.count - 1])
        return wishes.allSatisfy { abs($0) <= reach } && room.wide.contains(low) && room.wide.contains(high)
            && high - low + spacing.clearance <= room.pitch
            && zip(wishes, wishes.dropFirst()).allSatisfy { $1 - $0 >= spacing.junction }
    }

    /// No arrow leaves a bar more steeply.
    private static let steepest = 5.0
}
