import Scene

/// Parts of drawings for one HTML element, whose page has a style sheet for the classes of inks: `fill-text`,
/// `stroke-backward`. They share the outlines of their glyphs.
package struct SVGFragments {
    private var elements: SVGElements

    /// The id that all others begin with.
    package var rootID: String { elements.rootID }

    /// - Parameter scenes: all that the parts are taken from; their ids begin with that of the first.
    package init(of scenes: [Scene]) throws(DrawingError) {
        for scene in scenes { try scene.check() }
        var outlines: [Glyph: GlyphOutline] = [:]
        for scene in scenes { outlines.merge(scene.outlines) { first, _ in first } }
        elements = SVGElements(
            root: scenes.first?.id ?? "", outlines: outlines, style: SVGStyle(nil, hasColors: false))
    }

    /// An id that no other part has, for an element of the page.
    package mutating func id(_ wish: String) -> String { elements.id(wish) }

    package mutating func markup(of elements: [Element]) -> String {
        String(decoding: self.elements.text(of: elements).bytes, as: UTF8.self)
    }

    /// The outlines that the parts so far refer to.
    package var definitions: String { String(decoding: elements.definitions.bytes, as: UTF8.self) }
}

extension String {
    /// The text as character data of XML or HTML, also fit to stand between double quotes.
    package var asMarkup: String {
        var text = XMLText()
        text.append(escaped: self)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}
