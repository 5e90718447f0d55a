/// A finished drawing: what the writers need to know of a figure, and all of it.
///
/// A tree of groups whose leaves are shapes and glyphs, each with an ink that says what it means, not its colour.
public struct Scene: Hashable, Sendable {
    /// The page: its upper left corner is the origin.
    public var size: Size
    /// The figure's identifier; ids in the drawing begin with it.
    public var id: String
    /// One line that names the figure.
    public var title: String
    /// The figure in words.
    public var description: String
    /// The language of its texts, as BCP 47 names it; nil where it is not known.
    public var language: String?
    public var elements: [Element]
    /// The outline of every glyph in the drawing.
    public var outlines: [Glyph: GlyphOutline]
    /// How far the page reaches below the baseline, where the drawing stands in a line of text.
    public var depth: Double?
    /// The characters whose fonts lack them, so that other fonts have a say in the drawing.
    public var substitutions: [Substitution]

    public init(
        size: Size, id: String, title: String, description: String, language: String? = nil,
        elements: [Element], outlines: [Glyph: GlyphOutline], depth: Double? = nil,
        substitutions: [Substitution] = []
    ) {
        self.size = size
        self.id = id
        self.title = title
        self.description = description
        self.language = language
        self.elements = elements
        self.outlines = outlines
        self.depth = depth
        self.substitutions = substitutions
    }
}

/// A part of a drawing.
public indirect enum Element: Hashable, Sendable {
    case group(Group)
    case shape(Shape)
    case text(Text)
}

/// Parts that mean one thing together: a layer, a node, one arrow with its value.
public struct Group: Hashable, Sendable {
    /// Unique in the figure; the figure's own id is put before it where it is written.
    public var id: String
    /// What the group is, as an HTML class list: `layer`, `node`, `edge forward`, `edge backward`, `value`.
    public var classes: [String]
    /// What the group says, in words.
    public var title: String?
    /// The step in which the group is new, from 1; nil outside a series of steps.
    public var step: Int?
    public var elements: [Element]

    public init(id: String, classes: [String], title: String? = nil, step: Int? = nil, elements: [Element] = [])
    {
        self.id = id
        self.classes = classes
        self.title = title
        self.step = step
        self.elements = elements
    }
}

/// A line or an area.
public struct Shape: Hashable, Sendable {
    public enum Geometry: Hashable, Sendable {
        case circle(center: Point, radius: Double)
        case rectangle(Rect, cornerRadius: Double)
        case path(Path)
    }

    public var geometry: Geometry
    public var fill: Ink?
    public var stroke: Ink?
    /// The stroke's width, in points.
    public var lineWidth: Double

    public init(_ geometry: Geometry, fill: Ink? = nil, stroke: Ink? = nil, lineWidth: Double = 0) {
        self.geometry = geometry
        self.fill = fill
        self.stroke = stroke
        self.lineWidth = lineWidth
    }
}

/// Typeset text or mathematics: glyphs and rules (fraction bars) on the page.
public struct Text: Hashable, Sendable {
    /// The text as one would type it.
    public var plain: String
    public var glyphs: [PlacedGlyph]
    public var rules: [Rect]
    public var ink: Ink
    /// The rectangle that holds the text: its advance width, from its height above to its depth below the baseline.
    public var bounds: Rect

    public init(plain: String, glyphs: [PlacedGlyph], rules: [Rect], ink: Ink, bounds: Rect) {
        self.plain = plain
        self.glyphs = glyphs
        self.rules = rules
        self.ink = ink
        self.bounds = bounds
    }
}
