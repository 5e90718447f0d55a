import Foundation
import FoundationXML
import Gradfig
import Testing

/// The figures as files.
struct FigureFileTests {
    private func files(_ formats: [FigureFormat], only: [String]? = nil, classes: Int? = nil) throws -> [String:
        [UInt8]]
    {
        let set = try Fixtures.softmax(classes: classes)
        let figures = set.figures.filter { only?.contains($0.id) ?? true }
        let rendered = try Fixtures.renderer.get().render(figures, of: set, as: formats)
        return Dictionary(uniqueKeysWithValues: rendered.map { ("\($0.id).\($0.format)", $0.bytes) })
    }

    private func svg(_ id: String) throws -> String {
        String(decoding: try #require(try files([.svg], only: [id])["\(id).svg"]), as: UTF8.self)
    }

    /// PNG files too would be compared, were their bytes not those of the machine's zlib.
    @Test func `the figures in the repository are those of its templates`() throws {
        let output = Fixtures.repository.appendingPathComponent("output")
        let templates = try ["softmax-with-loss", "squared-error"].map { try Fixtures.template($0) }
        let build = try FigureBuild(
            templates, as: [.svg], fonts: Fonts(),
            origin: { Origin(folder: "../Templates", name: URL(fileURLWithPath: $0).lastPathComponent) })
        #expect(build.files.count == 30)
        for figure in try build.render(build.files) {
            let committed = try Data(contentsOf: output.appendingPathComponent(figure.name))
            let isCurrent = Array(committed) == figure.bytes
            #expect(
                isCurrent,
                "output/\(figure.name): look at what make figures gives, and commit it if it is right")
        }
    }

    @Test func `SVG files are small`() throws {
        for (name, bytes) in try files([.svg]) { #expect(bytes.count < 60_000, "\(name)") }
    }

    @Test func `SVG files are valid XML that names its parts`() throws {
        for (name, bytes) in try files([.svg]) {
            let reader = XMLNames()
            let parser = XMLParser(data: Data(bytes))
            parser.delegate = reader
            #expect(parser.parse(), "\(name)")
            #expect(Set(reader.ids).count == reader.ids.count, "\(name)")
            #expect(!reader.elements.contains("script") && !reader.elements.contains("text"), "\(name)")
            #expect(reader.classes.isSuperset(of: ["layer", "edge forward", "value"]), "\(name)")
        }
    }

    @Test(arguments: [
        (
            "zh",
            "平方。 从左到右：S（展开）。正向：x_1；x_2；x_1*x_1；x_2*x_2；L。反向：x_1 上的 2*x_1；",
            "<title>1 从 + 反向流向 ×</title>"
        ),
        (
            "ja",
            "平方。 左から右へ：S（展開）。順伝播：x_1；x_2；x_1*x_1；x_2*x_2；L。逆伝播：x_1 上の 2*x_1；",
            "<title>1 は + から × へ逆向きに流れる</title>"
        ),
    ])
    func `a figure describes itself in its language`(language: String, description: String, title: String)
        throws
    {
        let text = """
            title: T
            index: { k: 1...2 }
            layers: [{ name: S, input: x_k, equations: "L = sum_k (x_k * x_k)", output: L }]
            figures: [{ id: f, title: F, description: 平方。, backward: all }]
            """
        let set = try FigureSet(Template(SourceText(text, name: "t.yaml"), language: language))
        let rendered = try Fixtures.renderer.get().render(set.figures, of: set, as: [.svg])
        let svg = String(decoding: rendered[0].bytes, as: UTF8.self)
        #expect(svg.contains(" lang=\"\(language)\""))
        #expect(svg.contains(">\(description)"))
        #expect(svg.contains(title))
    }

    @Test func `a file says in words what it shows`() throws {
        let text = try svg("A.6")
        #expect(text.contains(#"role="img""#))
        #expect(text.contains(">Step 2: a “×” node swaps its forward values</title>"))
        #expect(text.contains("From left to right: Softmax layer, opened. Forward: a_1; "))
        #expect(text.contains("New in this step: -t_1*S on 1/S; -t_2*S on 1/S; -t_3*S on 1/S.</desc>"))
        #expect(text.contains("<title>-t_2*S runs back from × to /</title>"))
        #expect(text.contains(#"class="edge backward new" data-step="2""#))
        #expect(text.contains(#"class="edge backward" data-step="1""#))
    }

    @Test func `of many classes the first stands for all in the words`() throws {
        let bytes = try #require(try files([.svg], only: ["A.11"], classes: 9)["A.11.svg"])
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("Likewise for the other 8 classes.</desc>"))
        #expect(text.contains("t_1*log(y_1)+t_2*log(y_2)+⋯+t_9*log(y_9)"))
    }

    @Test func `colours are custom properties with a dark variant`() throws {
        let text = try svg("A.11")
        #expect(text.contains("var(--gradfig-backward,"))
        #expect(text.contains("@media (prefers-color-scheme:dark)"))
    }

    @Test func `the same template gives the same bytes, alone or with all`() throws {
        let all = try files([.svg, .dot])
        #expect(all == (try files([.svg, .dot])))
        for (name, bytes) in try files([.svg, .dot], only: ["A.7", "A.11"]) {
            #expect(bytes == all[name], "\(name)")
        }
    }

    @Test func `a figure of any graph is drawn without a template`() throws {
        let model = Model(layers: [Layer("Line", inputs: ["x", "w"], equations: "L = w * x", outputs: ["L"])])
        let graph = try ComputationalGraph(model)
        let figure = Figure(of: graph, id: "line", title: "A line")
        let text = String(decoding: try Fixtures.renderer.get().render(figure, of: graph), as: UTF8.self)
        #expect(text.contains("<title>w runs back from × to outside</title>"))
    }

    @Test func `a figure that shows nothing is an error`() throws {
        let graph = try ComputationalGraph(
            Model(layers: [Layer("Line", inputs: ["x"], equations: "L = x", outputs: ["L"])]))
        let error = #expect(throws: EmptyFigure.self) {
            try Fixtures.renderer.get().render(Figure(of: graph, id: "none", title: "None"), of: graph)
        }
        #expect(error?.description == "the figure ‘none’ has a layer without an operation, or none")
    }
}

/// Collects what an XML text names.
private final class XMLNames: NSObject, XMLParserDelegate {
    var ids: [String] = []
    var elements: Set<String> = []
    var classes: Set<String> = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.insert(name)
        if let id = attributes["id"] { ids.append(id) }
        if let names = attributes["class"] { classes.insert(names) }
    }
}
