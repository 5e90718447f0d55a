import Scene

/// A figure to step through: one drawing whose arrows come step by step, each with how its value comes about.
package struct StepFigure: Sendable {
    /// What the ids of the page's elements begin with.
    package let id: String
    package let title: String
    /// The language of its texts, as BCP 47 names it.
    package let language: String
    package let size: Size
    /// What stands from the start, below the arrows and above them.
    package let ground, front: [Element]
    package let steps: [Step]
    /// The outline of every glyph in the drawing.
    package let outlines: [Glyph: GlyphOutline]
    /// The characters of the drawing whose fonts lack them.
    let substitutions: [Substitution]

    package struct Step: Sendable {
        package let title: String
        /// What is written below the title.
        package let caption: String?
        /// What is new, in words, for those who don't see it.
        package let news: String
        package let arrows: [Arrow]

        package init(title: String, caption: String?, news: String, arrows: [Arrow]) {
            self.title = title
            self.caption = caption
            self.news = news
            self.arrows = arrows
        }
    }

    /// An arrow with its value.
    package struct Arrow: Sendable {
        package let group: Group
        /// What it carries, and from where to where.
        package let words: String
        /// From where to where, as a heading.
        package let way: String
        /// How its value comes about: in words, and as a formula.
        package let reason: String
        package let formula: Scene?

        package init(group: Group, words: String, way: String, reason: String, formula: Scene?) {
            self.group = group
            self.words = words
            self.way = way
            self.reason = reason
            self.formula = formula
        }
    }

    package init(
        id: String, title: String, language: String, size: Size, ground: [Element], front: [Element],
        steps: [Step], outlines: [Glyph: GlyphOutline], substitutions: [Substitution] = []
    ) {
        self.id = id
        self.title = title
        self.language = language
        self.size = size
        self.ground = ground
        self.front = front
        self.steps = steps
        self.outlines = outlines
        self.substitutions = substitutions
    }

    /// All that is drawn, to be checked and to take glyphs from.
    var scenes: [Scene] {
        let arrows = steps.flatMap(\.arrows)
        let stage = Scene(
            size: size, id: id, title: title, description: "",
            elements: ground + arrows.map { .group($0.group) } + front, outlines: outlines,
            substitutions: substitutions)
        return [stage] + arrows.compactMap(\.formula)
    }
}
