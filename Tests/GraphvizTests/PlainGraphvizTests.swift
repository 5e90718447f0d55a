import Glibc
import Graphviz
import Scene
import Testing

@Suite("The DOT text, drawn by Graphviz's own program")
struct PlainGraphvizTests {
    @Test("neato -n2 puts everything where our events have it")
    func samePositions() throws {
        let graph = try pair(edge: [
            "pos": "e,164,23.5 35,23.5 70,23.5 120,40 154,23.5", "label": "x", "lp": "99.5,38",
        ])
        try graph.addNode(
            "free", ["pos": "-40,18", "shape": "point", "width": "0", "height": "0", "style": "invis"])
        try graph.addEdge(from: "a", to: "free", key: "out", ["pos": "e,-40,18 0,18 0,18 -30,18 -30,18"])
        try graph.addSubgraph("cluster_x", nodes: ["a"], ["bb": "-20,-10,50,60", "label": "X", "lp": "15,50"])
        let ours = try graph.render().flatMap(\.marks)
        let theirs = try svgMarks(of: graph.dot())
        // SVG's y grows downwards too, but from the page's lower edge.
        let shift = Point(0, -70)
        #expect(ours.count == theirs.count)
        for (our, their) in zip(ours, theirs) {
            // The program rounds to a hundredth, and its own font has another baseline than our estimate.
            let distance = our.point + shift - their.point
            #expect(abs(distance.x) < 0.02 && abs(distance.y) < (our.isBaseline ? 4 : 0.02))
            #expect(our.isBaseline == their.isBaseline)
        }
        // The page is as large, but for its 4 points of padding.
        #expect(try graph.render().page == Size(width: 240, height: 70))
    }

    /// All that is drawn in the SVG that `neato -n2` makes of a DOT text.
    private func svgMarks(of dot: String) throws -> [Mark] {
        var path = Array("/tmp/gradfig-test-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        try #require(descriptor >= 0)
        defer { unlink(path) }
        let file = try #require(fdopen(descriptor, "w"))
        fputs(dot, file)
        fclose(file)

        let pipe = try #require(
            popen("neato -n2 -Tsvg " + String(decoding: path.dropLast().map(UInt8.init), as: UTF8.self), "r"))
        var svg = ""
        var buffer = [CChar](repeating: 0, count: 4096)
        while fgets(&buffer, Int32(buffer.count), pipe) != nil {
            svg += String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        try #require(pclose(pipe) == 0)
        return svg.split(separator: "\n").flatMap(marks)
    }

    /// What a line of SVG draws.
    private func marks(_ line: Substring) -> [Mark] {
        func numbers(_ attribute: String) -> [Double] {
            guard let start = line.firstRange(of: " \(attribute)=\"")?.upperBound else { return [] }
            return line[start...].prefix { $0 != "\"" }.split { !"-.0123456789".contains($0) }
                .compactMap { Double($0) }
        }
        func pairs(_ numbers: [Double], areBaselines: Bool = false) -> [Mark] {
            stride(from: 0, to: numbers.count - 1, by: 2).map {
                Mark(point: Point(numbers[$0], numbers[$0 + 1]), isBaseline: areBaselines)
            }
        }
        // The white page behind everything is no shape of ours.
        if line.contains("fill=\"white\"") { return [] }
        switch line.dropFirst().prefix(while: \.isLetter) {
        case "ellipse": return pairs(numbers("cx") + numbers("cy"))
        case "text": return pairs(numbers("x") + numbers("y"), areBaselines: true)
        case "path": return pairs(numbers("d"))
        // The last corner is the first again.
        case "polygon": return pairs(numbers("points")).dropLast()
        default: return []
        }
    }
}

/// A point of a shape, or where a text stands.
private struct Mark {
    let point: Point
    let isBaseline: Bool
}

extension DrawingEvent {
    fileprivate var marks: [Mark] {
        switch self {
        case .ellipse(let center, _, _): [Mark(point: center, isBaseline: false)]
        case .polygon(let points, _), .polyline(let points, _), .bezier(let points, _):
            points.map { Mark(point: $0, isBaseline: false) }
        case .text(let line): [Mark(point: line.origin, isBaseline: true)]
        default: []
        }
    }
}
