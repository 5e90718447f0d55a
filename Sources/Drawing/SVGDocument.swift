import Scene

/// One SVG text in the making. The body is written first: it tells which glyphs and inks the head must define.
struct SVGDocument {
    private let scene: Scene
    private let rootID: String
    private let titleID: String
    private let descriptionID: String
    private var identifiers = SVGIdentifiers()
    private var style = SVGStyle()
    private var glyphs: SVGGlyphs
    private var body = ""

    init(_ scene: Scene) {
        self.scene = scene
        rootID = identifiers.id(scene.id)
        titleID = identifiers.id("\(rootID)-title")
        descriptionID = identifiers.id("\(rootID)-desc")
        glyphs = SVGGlyphs(outlines: scene.outlines)
    }

    mutating func text() -> String {
        for element in scene.elements { write(element) }
        let width = decimalText(scene.size.width)
        let height = decimalText(scene.size.height)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" id="\(rootID)" class="gradfig" role="img" \
            aria-labelledby="\(titleID) \(descriptionID)" width="\(width)pt" height="\(height)pt" \
            viewBox="0 0 \(width) \(height)" fill="none" stroke-linejoin="round">
            <title id="\(titleID)">\(scene.title.xmlEscaped)</title>
            <desc id="\(descriptionID)">\(scene.description.xmlEscaped)</desc>
            \(style.sheet(root: rootID))\(glyphs.definitions)\(body)</svg>

            """
    }

    private mutating func write(_ element: Element) {
        switch element {
        case .group(let group): write(group)
        case .shape(let shape): write(shape)
        case .text(let text): write(text)
        }
    }

    private mutating func write(_ group: Group) {
        body += "<g id=\"\(identifiers.id("\(rootID)-\(group.id)"))\""
        if !group.classes.isEmpty { body += " class=\"\(group.classes.joined(separator: " ").xmlEscaped)\"" }
        if let step = group.step { body += " data-step=\"\(step)\"" }
        body += ">\n"
        if let title = group.title { body += "<title>\(title.xmlEscaped)</title>\n" }
        for element in group.elements { write(element) }
        body += "</g>\n"
    }

    private mutating func write(_ shape: Shape) {
        switch shape.geometry {
        case .circle(let center, let radius):
            body += "<circle" + attributes([("cx", center.x), ("cy", center.y), ("r", radius)])
        case .rectangle(let rect, let cornerRadius):
            body += rectangle(rect)
            if cornerRadius > 0 { body += attributes([("rx", cornerRadius)]) }
        case .path(let path):
            body += "<path d=\"\(SVGPathData(path).text)\""
        }
        body += style.attributes(fill: shape.fill, stroke: shape.stroke)
        if shape.stroke != nil, shape.lineWidth != 1 { body += attributes([("stroke-width", shape.lineWidth)]) }
        body += "/>\n"
    }

    private mutating func write(_ text: Text) {
        let runs = glyphs.runs(of: text)
        let contents = text.rules.map { rectangle($0) + "/>" } + runs.map { run in
            "<g transform=\"\(run.transform)\">" + uses(of: run) + "</g>"
        }
        guard !contents.isEmpty else { return }
        body += "<g" + style.attributes(fill: text.ink) + " data-text=\"\(text.plain.xmlEscaped)\""
        if contents.count == 1, let run = runs.first {
            body += " transform=\"\(run.transform)\">" + uses(of: run)
        } else {
            body += ">" + contents.joined()
        }
        body += "</g>\n"
    }

    private mutating func uses(of run: SVGGlyphs.Run) -> String {
        run.glyphs.map { placed in
            let id = glyphs.id(of: placed.glyph) { identifiers.id("\(rootID)-g\($0)") }
            let place = [("x", placed.offset.x), ("y", placed.offset.y)].filter { hundredths($0.1) != 0 }
            return "<use href=\"#\(id)\"\(attributes(place))/>"
        }.joined()
    }

    private func rectangle(_ rect: Rect) -> String {
        "<rect" + attributes([("x", rect.minX), ("y", rect.minY), ("width", rect.width), ("height", rect.height)])
    }

    private func attributes(_ lengths: [(name: String, value: Double)]) -> String {
        lengths.map { " \($0.name)=\"\(decimalText($0.value))\"" }.joined()
    }
}
