import Layout
import Scene

/// The three dots that stand for lanes that are left out, in points.
enum OmissionDots {
    static let diameter = 1.8
    private static let distance = 4.5

    static let size = Size(width: diameter, height: 2 * distance + diameter)

    static func centers(of omission: Placement.Omission) -> [Point] {
        (-1...1).map { omission.center + Point(0, Double($0) * distance) }
    }
}
