import Scene

/// The distances of a figure, in points: one for each meaning, the same everywhere.
public struct Spacing: Sendable {
    /// Between the two arrows of a pair.
    public var pair = 5.0
    /// Between the arrows that leave a junction.
    public var junction = 12.0
    /// Steeper arrows between two columns get no more room than this.
    public var widestSlant = 120.0
    /// By how much each arrow that leaves a junction bends later than the one that it gives way to.
    public var stagger = 8.0
    /// The width of a junction's bar.
    public var bar = 4.0
    /// From a value to its arrow.
    public var label = 4.0
    /// The least from anything to anything that it doesn't belong to.
    public var clearance = 6.0
    /// From a value to the node before or behind it on its line, with room for the arrowhead.
    public var arrow = 12.0
    /// By so much more a node at which a fan has heads is away from what passes it.
    var heads = 0.0
    /// So many times as large as their arrows' heads need are nodes that grow for these: where arrows come nearly level, one
    /// beside the other, the outline has less room for them.
    var growth = 1.0
    /// From the sign in a node to its outline.
    public var air = 3.0
    /// From a layer's contents to its outline.
    public var padding = 14.0
    /// From a layer's outline to the name above it.
    public var title = 7.0
    /// Around the figure.
    public var margin = 8.0
    /// The slope of an elbow's slant: 60°.
    public var elbowSlope = 3.0.squareRoot()

    /// Straight arrows are worth a figure that costs so many times as much: its width twice, times its height.
    public var straightness = 2.5

    /// The values of a fan in one column are worth nodes that stand so many times as far apart.
    public var column = 1.3

    /// For the sake of a column, the two values of a spoke stand so far along it from each other at most.
    public var displaced = 40.0

    public init() {}

    /// The distances to try one after the other until a figure fits: the more room, the gentler the slants and the farther
    /// apart things are. What meets a corner by chance in one does not in the next.
    public static let growing = [
        (3.0.squareRoot(), 6, 120, 8), (1, 6, 120, 8), (1, 7.5, 170, 9.5), (1, 9, 240, 11), (0.85, 10, 330, 7),
        (0.7, 12, 480, 10), (0.6, 13.5, 600, 12.5), (0.5, 16, 800, 15),
    ].map { (slope: Double, clearance: Double, slant: Double, stagger: Double) in
        var spacing = Spacing()
        spacing.elbowSlope = slope
        spacing.clearance = clearance
        spacing.widestSlant = slant
        spacing.stagger = stagger
        return spacing
    }
}

extension Spacing {
    /// How far a value reaches from the middle line of its level arrow or pair; 0 where there is none.
    func reach(of value: Diagram.Value?, isPair: Bool) -> Double {
        value.map { (isPair ? pair / 2 : 0) + label + $0.size.height } ?? 0
    }

    /// How far a bar where a wire splits reaches up and down at most: its arrows meet it one below the other.
    func junctionReach(branches: Int) -> Double {
        Double(max(branches - 1, 0)) * junction + junction / 2
    }

    /// The distances of a figure that is to be narrow.
    ///
    /// - Parameters:
    ///   - part: 0 for the usual ones, 1 for the least at which arrows are still seen as such, and values nearer to their own
    ///     arrows than to others.
    ///   - isGentle: whether slants take as much room as usual.
    public static func narrow(_ part: Double, isGentle: Bool = false) -> Spacing {
        var spacing = growing[0]
        var least: [(WritableKeyPath<Spacing, Double>, Double)] = [
            (\.arrow, 7), (\.padding, 8), (\.clearance, 5), (\.margin, 2), (\.air, 2),
            (\.straightness, 1), (\.column, 1),
        ]
        if !isGentle { least += [(\.widestSlant, 12), (\.elbowSlope, 3), (\.stagger, 6)] }
        for (distance, least) in least {
            spacing[keyPath: distance] += (least - spacing[keyPath: distance]) * part
        }
        return spacing
    }
}
