import Scene
import Testing

@testable import Drawing

@Suite struct SVGPathDataTests {
    @Test(arguments: [
        (0.0, "0"), (-0.004, "0"), (0.005, ".01"), (0.5, ".5"), (-0.5, "-.5"), (1, "1"), (10, "10"),
        (12.5, "12.5"),
        (12.345, "12.35"), (-12.304, "-12.3"), (100, "100"), (0.05, ".05"), (999_999.99, "999999.99"),
    ])
    func numbersAreRoundedToHundredthsAndShort(value: Double, text: String) {
        var result = XMLText()
        result.append(decimal: hundredths(value))
        #expect(String(decoding: result.bytes, as: UTF8.self) == text)
    }

    @Test func scalesHaveSixDecimals() {
        var result = XMLText()
        result.append(decimal: 8_400, decimals: 6)
        #expect(String(decoding: result.bytes, as: UTF8.self) == ".0084")
    }

    @Test(
        "each command is absolute or relative, whichever is shorter",
        arguments: [
            ([.move(Point(100, 100)), .line(Point(101, 102))], "M100 100l1 2"),
            ([.move(Point(100, 100)), .line(Point(0, 1))], "M100 100 0 1"),
            ([.move(Point(10, 10)), .line(Point(30, 10)), .line(Point(30, 5))], "M10 10h20V5"),
            ([.move(Point(90, 90)), .line(Point(2, 90)), .line(Point(2, 1))], "M90 90H2V1"),
            ([.move(Point(5, 5)), .line(Point(6, 7)), .line(Point(8, 6))], "M5 5l1 2 2-1"),
            ([.move(Point(0, 0)), .line(Point(1, 2)), .close, .move(Point(3, 1))], "M0 0l1 2zm3 1"),
        ] as [([Path.Command], String)])
    func lines(commands: [Path.Command], text: String) {
        #expect(data(commands) == text)
    }

    @Test func aCurveThatGoesOnSmoothly() {
        let commands: [Path.Command] = [
            .move(Point(0, 0)), .curve(Point(0, 5), Point(5, 10), end: Point(10, 10)),
            .curve(Point(15, 10), Point(20, 5), end: Point(20, 0)),
            .curve(Point(21, 0), Point(22, 1), end: Point(23, 2)),
        ]
        #expect(data(commands) == "M0 0c0 5 5 10 10 10S20 5 20 0c1 0 2 1 3 2")
    }

    @Test func roundingDoesNotAddUp() {
        let thirds = (1...6).map { Path.Command.line(Point(1000 + Double($0) / 3, 1000 + Double($0 % 2) / 3)) }
        #expect(
            data([.move(Point(1000, 1000))] + thirds)
                == "M1000 1000l.33 .33 .34-.33 .33 .33 .33-.33 .34 .33 .33-.33")
    }

    @Test func aFontsYIsTurned() {
        let path = Path([.move(Point(1, 2)), .line(Point(3, 5))])
        #expect(String(decoding: SVGPathData(path, yUpwards: true).text.bytes, as: UTF8.self) == "M1-2l2-3")
    }

    private func data(_ commands: [Path.Command]) -> String {
        String(decoding: SVGPathData(Path(commands)).text.bytes, as: UTF8.self)
    }
}
