import Scene

/// Path data in SVG's shortest wording: each command absolute or relative, whichever is shorter.
///
/// Coordinates are rounded first and subtracted then, so relative commands add up without drift.
struct SVGPathData {
    private(set) var text = XMLText()

    /// A point in hundredths.
    private struct Position: Equatable {
        var x = 0
        var y = 0

        static func - (a: Position, b: Position) -> Position { Position(x: a.x - b.x, y: a.y - b.y) }
    }

    /// The numbers of the command that is being written, in both wordings. Kept from one to the next for their memory.
    private var absolute: [Int] = []
    private var relative: [Int] = []

    private var current = Position()
    private var start = Position()
    /// The first control point of a curve that goes on smoothly from here.
    private var smoothControl = Position()
    /// The command that numbers without a letter would continue.
    private var implied: UInt8?
    private let yFactor: Double

    /// - Parameter yUpwards: whether the path's y grows upwards; SVG's grows downwards.
    init(_ path: Path, yUpwards: Bool = false) {
        yFactor = yUpwards ? -1 : 1
        for command in path.commands { append(command) }
    }

    private func position(_ point: Point) -> Position {
        Position(x: hundredths(point.x), y: hundredths(point.y * yFactor))
    }

    private mutating func append(_ command: Path.Command) {
        switch command {
        case .move(let point):
            let target = position(point)
            add(target)
            write("M")
            // Numbers after a move are lines (SVG 1.1 §8.3.2).
            implied = implied == UInt8(ascii: "M") ? UInt8(ascii: "L") : UInt8(ascii: "l")
            advance(to: target)
            start = target
        case .line(let point):
            let target = position(point)
            if target.y == current.y {
                addX(target)
                write("H")
            } else if target.x == current.x {
                addY(target)
                write("V")
            } else {
                add(target)
                write("L")
            }
            advance(to: target)
        case .curve(let first, let second, let end):
            let (control, target) = (position(second), position(end))
            let isSmooth = position(first) == smoothControl
            if !isSmooth { add(position(first)) }
            add(control)
            add(target)
            write(isSmooth ? "S" : "C")
            advance(to: target)
            smoothControl = target - (control - target)
        case .close:
            text.append(ascii: UInt8(ascii: "z"))
            implied = nil
            advance(to: start)
        }
    }

    private mutating func advance(to target: Position) {
        current = target
        smoothControl = target
    }

    private mutating func add(_ point: Position) {
        addX(point)
        addY(point)
    }

    private mutating func addX(_ point: Position) {
        absolute.append(point.x)
        relative.append(point.x - current.x)
    }

    private mutating func addY(_ point: Position) {
        absolute.append(point.y)
        relative.append(point.y - current.y)
    }

    /// Writes the added numbers in the shorter of the two wordings; of equal ones the relative, whose letters repeat
    /// more.
    ///
    /// - Parameter letter: the absolute command.
    private mutating func write(_ letter: Unicode.Scalar) {
        let capital = UInt8(ascii: letter)
        let small = capital + 32
        let start = text.bytes.count
        append(capital, absolute)
        let middle = text.bytes.count
        append(small, relative)
        let end = text.bytes.count
        // A path's first move is absolute by nature.
        let isAbsolute = start == 0 || middle - start < end - middle
        text.remove(isAbsolute ? middle..<end : start..<middle)
        implied = isAbsolute ? capital : small
        absolute.removeAll(keepingCapacity: true)
        relative.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ letter: UInt8, _ numbers: [Int]) {
        if letter != implied { text.append(ascii: letter) }
        for (index, number) in numbers.enumerated() {
            let isApart = index == 0 && letter != implied || number < 0
            if !isApart { text.append(ascii: UInt8(ascii: " ")) }
            text.append(decimal: number)
        }
    }
}
