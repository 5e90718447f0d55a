import Scene

/// One SVG text in the making. The body is written first: it tells which glyphs and inks the head must define.
struct SVGDocument {
    private let scene: Scene
    private let pointsPerEm: Double?
    private var elements: SVGElements

    init(_ scene: Scene, hasSelectableText: Bool, scheme: ColorScheme?, pointsPerEm: Double?) {
        self.scene = scene
        self.pointsPerEm = pointsPerEm
        elements = SVGElements(
            root: scene.id, outlines: scene.outlines, style: SVGStyle(scheme),
            hasSelectableText: hasSelectableText)
    }

    mutating func bytes() -> [UInt8] {
        var document = head()
        let body = elements.text(of: scene.elements)
        document.append(elements.style.sheet(root: elements.rootID))
        document.append(elements.definitions)
        document.append(body)
        document.append("</svg>\n")
        return document.bytes
    }

    private mutating func head() -> XMLText {
        let rootID = elements.rootID
        let titleID = elements.id("title")
        let hasDescription = !scene.description.isEmpty
        let descriptionID = elements.id("desc")
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
}
