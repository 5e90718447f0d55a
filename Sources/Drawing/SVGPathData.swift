import Scene

/// Path data in SVG's shortest wording: each command absolute or relative, whichever is shorter.
///
/// Coordinates are rounded first and subtracted then, so relative commands add up without drift.
struct SVGPathData {
    private(set) var text = ""

    /// A point in hundredths.
    private struct Position: Equatable {
        var x: Int
        var y: Int

        init(_ point: Point) {
            x = hundredths(point.x)
            y = hundredths(point.y)
        }

        static func - (a: Position, b: Position) -> Position {
            var difference = a
            difference.x -= b.x
            difference.y -= b.y
            return difference
        }
    }

    private var current = Position(Point(0, 0))
    private var start = Position(Point(0, 0))
    /// The first control point of a curve that goes on smoothly from here.
    private var smoothControl = Position(Point(0, 0))
    /// The command that numbers without a letter would continue.
    private var implied: Character?

    init(_ path: Path) {
        for command in path.commands { append(command) }
    }

    private mutating func append(_ command: Path.Command) {
        switch command {
        case .move(let point):
            let target = Position(point)
            write("M", absolute: [target], next: "L")
            advance(to: target)
            start = target
        case .line(let point):
            let target = Position(point)
            if target.y == current.y {
                write("H", absolute: [target.x], relative: [target.x - current.x])
            } else if target.x == current.x {
                write("V", absolute: [target.y], relative: [target.y - current.y])
            } else {
                write("L", absolute: [target])
            }
            advance(to: target)
        case .curve(let first, let second, let end):
            let target = Position(end)
            let control = Position(second)
            if Position(first) == smoothControl {
                write("S", absolute: [control, target])
            } else {
                write("C", absolute: [Position(first), control, target])
            }
            advance(to: target)
            smoothControl = target - (control - target)
        case .close:
            text += "z"
            implied = nil
            advance(to: start)
        }
    }

    private mutating func advance(to target: Position) {
        current = target
        smoothControl = target
    }

    private mutating func write(_ letter: Character, absolute points: [Position], next: Character? = nil) {
        write(
            letter, absolute: points.flatMap { [$0.x, $0.y] },
            relative: points.flatMap { [($0 - current).x, ($0 - current).y] }, next: next)
    }

    /// Writes the shorter of the two wordings. `letter` is the absolute command.
    private mutating func write(
        _ letter: Character, absolute: [Int], relative: [Int], next: Character? = nil
    ) {
        let small = Character(letter.lowercased())
        let absoluteText = wording(letter, absolute)
        let relativeText = wording(small, relative)
        // A path's first move is absolute by nature; a tie goes to the relative wording, whose letters repeat more.
        if text.isEmpty || absoluteText.utf8.count < relativeText.utf8.count {
            text += absoluteText
            implied = next ?? letter
        } else {
            text += relativeText
            implied = next.map { Character($0.lowercased()) } ?? small
        }
    }

    private func wording(_ letter: Character, _ numbers: [Int]) -> String {
        var result = letter == implied ? "" : String(letter)
        for (index, number) in numbers.enumerated() {
            let needsSpace = index > 0 || letter == implied
            if needsSpace && number >= 0 { result += " " }
            result += decimalText(number)
        }
        return result
    }
}
