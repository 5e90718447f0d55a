import Scene

/// One SVG text in the making. The body is written first: it tells which glyphs and inks the head must define.
struct SVGDocument {
    private let scene: Scene
    private let hasSelectableText: Bool
    private let pointsPerEm: Double?
    private let rootID: String
    private var identifiers = SVGIdentifiers()
    private var style: SVGStyle
    private var glyphs: SVGGlyphs
    private var body = XMLText()

    init(_ scene: Scene, hasSelectableText: Bool, scheme: ColorScheme?, pointsPerEm: Double?) {
        self.scene = scene
        self.pointsPerEm = pointsPerEm
        style = SVGStyle(scheme)
        self.hasSelectableText = hasSelectableText
        rootID = identifiers.id(scene.id)
        glyphs = SVGGlyphs(outlines: scene.outlines)
    }

    mutating func bytes() -> [UInt8] {
        var document = head()
        for element in scene.elements { write(element) }
        document.append(style.sheet(root: rootID))
        document.append(glyphs.definitions)
        document.append(body)
        document.append("</svg>\n")
        return document.bytes
    }

    private mutating func head() -> XMLText {
        let titleID = identifiers.id("\(rootID)-title")
        let hasDescription = !scene.description.isEmpty
        let descriptionID = identifiers.id("\(rootID)-desc")
        var viewBox = XMLText()
        var head = XMLText()
        head.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(rootID)\" class=\"gradfig\" role=\"img\"")
        head.append(" aria-labelledby=\"\(titleID)\(hasDescription ? " " + descriptionID : "")\"")
        if let language = scene.language { head.append(attribute: "lang", language) }
        viewBox.append("0 0")
        for (side, length) in [("width", scene.size.width), ("height", scene.size.height)] {
            head.append(" \(side)=\"")
            append(length: length, to: &head)
            head.append("\"")
            viewBox.append(" ")
            viewBox.append(decimal: hundredths(length))
        }
        if let depth = scene.depth {
            head.append(" style=\"vertical-align:")
            append(length: -depth, to: &head)
            head.append("\"")
        }
        head.append(" viewBox=\"")
        head.append(viewBox)
        head.append("\" fill=\"none\" stroke-linejoin=\"round\">\n<title id=\"\(titleID)\">")
        head.append(escaped: scene.title)
        head.append("</title>\n")
        if hasDescription {
            head.append("<desc id=\"\(descriptionID)\">")
            head.append(escaped: scene.description)
            head.append("</desc>\n")
        }
        return head
    }

    /// Adds a length of the page around the drawing, with its unit.
    private func append(length: Double, to head: inout XMLText) {
        if let pointsPerEm {
            head.append(decimal: Int((length / pointsPerEm * 1000).rounded()), decimals: 3)
            head.append("em")
        } else {
            head.append(decimal: hundredths(length))
            head.append("pt")
        }
    }

    private mutating func write(_ element: Element) {
        switch element {
        case .group(let group): write(group)
        case .shape(let shape): write(shape)
        case .text(let text): write(text)
        }
    }

    private mutating func write(_ group: Group) {
        body.append("<g id=\"\(identifiers.id("\(rootID)-\(group.id)"))\"")
        if !group.classes.isEmpty { body.append(attribute: "class", group.classes.joined(separator: " ")) }
        if let step = group.step { body.append(" data-step=\"\(step)\"") }
        body.append(">\n")
        if let title = group.title {
            body.append("<title>")
            body.append(escaped: title)
            body.append("</title>\n")
        }
        for element in group.elements { write(element) }
        body.append("</g>\n")
    }

    private mutating func write(_ shape: Shape) {
        switch shape.geometry {
        case .circle(let center, let radius):
            body.append("<circle")
            body.append(attribute: "cx", center.x)
            body.append(attribute: "cy", center.y)
            body.append(attribute: "r", radius)
        case .rectangle(let rect, let cornerRadius):
            openRectangle(rect)
            if cornerRadius > 0 { body.append(attribute: "rx", cornerRadius) }
        case .path(let path):
            body.append("<path d=\"")
            body.append(SVGPathData(path).text)
            body.append("\"")
        }
        body.append(style.attributes(fill: shape.fill, stroke: shape.stroke))
        if shape.stroke != nil, shape.lineWidth != 1 { body.append(attribute: "stroke-width", shape.lineWidth) }
        body.append("/>\n")
    }

    private mutating func write(_ text: Text) {
        let runs = glyphs.runs(of: text)
        guard !runs.isEmpty || !text.rules.isEmpty else { return }
        body.append("<g")
        body.append(style.attributes(fill: text.ink))
        body.append(attribute: "data-text", text.plain)
        // A single run needs no group of its own.
        if runs.count == 1, text.rules.isEmpty {
            write(runs[0])
        } else {
            body.append(">")
            for rule in text.rules {
                openRectangle(rule)
                body.append("/>")
            }
            for run in runs {
                body.append("<g")
                write(run)
                body.append("</g>")
            }
        }
        body.append("</g>\n")
        if hasSelectableText { writeCharacters(of: text) }
    }

    /// The text's characters, unseen, over the middle of its drawing and as wide as it.
    private mutating func writeCharacters(of text: Text) {
        let size = text.glyphs.map(\.size).max() ?? text.bounds.height
        // Without a paint it could not be pointed at.
        body.append("<text fill=\"#000\" fill-opacity=\"0\" lengthAdjust=\"spacingAndGlyphs\"")
        body.append(attribute: "x", text.bounds.minX)
        // A third of an em below the middle is the baseline of digits and capitals.
        body.append(attribute: "y", text.bounds.center.y + size / 3)
        body.append(attribute: "textLength", text.bounds.width)
        body.append(attribute: "font-size", size)
        body.append(">")
        body.append(escaped: text.plain)
        body.append("</text>\n")
    }

    /// Completes a group's tag with the run's transform, and fills the group.
    private mutating func write(_ run: SVGGlyphs.Run) {
        body.append(" transform=\"translate(")
        body.append(decimal: hundredths(run.origin.x))
        body.append(" ")
        body.append(decimal: hundredths(run.origin.y))
        body.append(")scale(")
        body.append(decimal: Int((run.scale * 1e6).rounded()), decimals: 6)
        body.append(")\">")
        for (glyph, offset) in run.glyphs {
            let id = glyphs.id(of: glyph) { identifiers.id("\(rootID)-g\($0)") }
            body.append("<use href=\"#\(id)\"")
            if offset.x != 0 { body.append(attribute: "x", offset.x) }
            if offset.y != 0 { body.append(attribute: "y", offset.y) }
            body.append("/>")
        }
    }

    private mutating func openRectangle(_ rect: Rect) {
        body.append("<rect")
        body.append(attribute: "x", rect.minX)
        body.append(attribute: "y", rect.minY)
        body.append(attribute: "width", rect.width)
        body.append(attribute: "height", rect.height)
    }
}
