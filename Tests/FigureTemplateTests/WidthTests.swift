import Diagnostics
import FigureTemplate
import Testing

/// The width that a figure is to fit.
struct WidthTests {
    private func template(_ figure: String) throws -> Template {
        try Template(SourceText(exponentialSum + "figures:\n" + figure, name: "net.yaml"))
    }

    @Test(arguments: [
        ("16cm", "16 cm", 453.543), ("16 cm", "16 cm", 453.543), ("160mm", "160 mm", 453.543),
        ("6.3in", "6.3 in", 453.6), ("453pt", "453 pt", 453), ("453.5", "453.5 pt", 453.5),
    ])
    func `is a length`(text: String, description: String, points: Double) throws {
        let width = try #require(try template("  - { id: f, title: F, width: \(text) }").figures[0].width)
        #expect("\(width)" == description)
        #expect(abs(width.points - points) < 0.001)
    }

    @Test(arguments: ["16km", "wide", "-3cm", "16,5cm", "1.2.3cm", "cm", "16cm 3", "1e3"])
    func `is nothing else`(text: String) {
        let caret = "^" + String(repeating: "~", count: text.count - 1)
        #expect(
            message { _ = try template("  - { id: f, title: F, width: '\(text)' }") } == """
                net.yaml:15:32: error: a width is a length such as 16cm, 160mm, 6.3in or 453pt
                      - { id: f, title: F, width: '\(text)' }
                                                   \(caret)
                """)
    }

    @Test(arguments: ["0cm", "9pt", "0.1in", "10001", "999in"])
    func `is one that a page can have`(text: String) {
        let caret = "^" + String(repeating: "~", count: text.count - 1)
        #expect(
            message { _ = try template("  - { id: f, title: F, width: \(text) }") } == """
                net.yaml:15:31: error: a figure’s width is between 10pt and 10000pt
                      - { id: f, title: F, width: \(text) }
                                                  \(caret)
                """)
    }

    @Test func `is a text`() {
        #expect(
            message { _ = try template("  - { id: f, title: F, width: [16cm] }") } == """
                net.yaml:15:31: error: a figure’s width must be a text
                      - { id: f, title: F, width: [16cm] }
                                                  ^
                """)
    }

    @Test func `belongs to a series, not to a step`() throws {
        let series = try template(
            "  - { width: 9cm, steps: [{ id: a, title: A }, { id: b, title: B, backward: L }] }")
        #expect(series.figures.map { "\($0.width!)" } == ["9 cm", "9 cm"])
        #expect(
            message { _ = try template("  - steps: [{ id: a, title: A, width: 9cm }]") } == """
                net.yaml:15:32: error: unknown key ‘width’ in a step
                      - steps: [{ id: a, title: A, width: 9cm }]
                                                   ^~~~~
                it stands beside ‘steps’
                """)
    }

    @Test func `one for all figures comes instead of theirs`() throws {
        let template = try template("  - { id: f, title: F, width: 9cm }\n  - { id: g, title: G }")
        let width = try FigureWidth(SourceSlice("12cm"))
        #expect(template.fitting(width).figures.map(\.width) == [width, width])
        #expect(template.fitting(nil).figures.map(\.width?.description) == ["9 cm", nil])
    }
}
