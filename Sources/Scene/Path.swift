/// An outline: subpaths of straight lines and cubic Bézier curves.
public struct Path: Hashable, Sendable {
    public enum Command: Hashable, Sendable {
        case move(Point)
        case line(Point)
        /// A cubic Bézier curve to `end` with its two control points.
        case curve(Point, Point, end: Point)
        case close
    }

    public var commands: [Command]

    public init(_ commands: [Command] = []) { self.commands = commands }
}
