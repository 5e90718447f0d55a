import Drawing
import Scene

/// The HTML of one figure to step through, in the making.
struct StepFragment {
    private let figure: StepFigure
    private let words: StepWords
    private var parts: SVGFragments

    /// The size of text in drawings, in points: one em of the page.
    private static let pointsPerEm = 12.0
    /// On narrow screens a drawing is scrolled rather than made smaller than this.
    private static let smallest = 0.6

    init(_ figure: StepFigure, words: StepWords, parts: SVGFragments) {
        self.figure = figure
        self.words = words
        self.parts = parts
    }

    mutating func text() -> String {
        let root = parts.rootID
        let ground = parts.id("ground")
        let front = parts.id("front")
        let stepIDs = figure.steps.indices.map { parts.id("step\($0 + 1)") }
        let hintID = parts.id("note")
        var stage = "<g id=\"\(ground)\">\n\(parts.markup(of: figure.ground))</g>\n"
        for (index, step) in figure.steps.enumerated() {
            stage += "<g id=\"\(stepIDs[index])\">\n"
            for arrow in step.arrows { stage += self.arrow(arrow, step: index + 1) }
            stage += "</g>\n"
        }
        stage += "<g id=\"\(front)\">\n\(parts.markup(of: figure.front))</g>\n"
        var steps = ""
        for (index, step) in figure.steps.enumerated() {
            steps += "<li>\(heading(step))\(reasons(step))"
            if index < stepIDs.count - 1 {
                let shown = [ground] + stepIDs[...index] + [front]
                steps += "<div class=\"view\">\(svg("aria-hidden=\"true\""))"
                for id in shown {
                    steps += "<use href=\"#\(id)\"\(id == stepIDs[index] ? " class=\"now\"" : "")/>"
                }
                steps += "</svg></div>"
            }
            steps += "</li>\n"
        }
        let count = figure.steps.count
        return """
            <section class="gradfig-steps" id="\(root)" lang="\(figure.language.asMarkup)" aria-label="\(figure.title.asMarkup)" data-position="\(words.position.asMarkup)">
            <svg class="store" width="0" height="0" aria-hidden="true">\(parts.definitions)</svg>
            <ol>
            \(steps)</ol>
            <div class="bar"><button type="button">\(words.back.asMarkup)</button><input type="range" min="1" max="\(count)" value="1" aria-label="\(words.step.asMarkup)"><button type="button">\(words.next.asMarkup)</button><span class="position"></span></div>
            <p class="says hidden" role="status"></p>
            <div class="view stage">\(svg("role=\"group\" aria-label=\"\(words.arrows.asMarkup)\""))
            \(stage)</svg></div>
            <div class="notes"><p class="note" id="\(hintID)">\(words.hint.asMarkup)</p></div>
            </section>

            """
    }

    private func heading(_ step: StepFigure.Step) -> String {
        let caption = step.caption.map { "<p>\($0.asMarkup)</p>" } ?? ""
        return "<b>\(step.title.asMarkup)</b>\(caption)<p class=\"hidden\">\(step.news.asMarkup)</p>"
    }

    /// The drawing's tag. It shrinks with the page, but not to nothing.
    private func svg(_ attributes: String) -> String {
        let width = figure.size.width / Self.pointsPerEm
        let style = "max-width:\(em(width));min-width:\(em(width * Self.smallest))"
        return
            "<svg viewBox=\"0 0 \(number(figure.size.width)) \(number(figure.size.height))\" style=\"\(style)\" \(attributes)>"
    }

    private mutating func arrow(_ arrow: StepFigure.Arrow, step: Int) -> String {
        let id = parts.id(arrow.group.id)
        let classes = arrow.group.classes + (step == figure.steps.count ? ["last"] : [])
        let formula = arrow.formula.map { " " + $0.title.asMarkup } ?? ""
        let label = "\(arrow.words.asMarkup). \(arrow.reason.asMarkup)\(formula)"
        return
            "<g id=\"\(id)\" class=\"\(classes.joined(separator: " "))\" data-step=\"\(step)\" tabindex=\"0\" role=\"img\" aria-label=\"\(label)\">\n\(parts.markup(of: arrow.group.elements))</g>\n"
    }

    /// How the values of a step come about. The script takes each note for its arrow.
    private mutating func reasons(_ step: StepFigure.Step) -> String {
        let notes = step.arrows.map { note(on: $0) }.joined()
        return notes.isEmpty
            ? "" : "<details><summary>\(words.reasons.asMarkup)</summary><div>\n\(notes)</div></details>"
    }

    private mutating func note(on arrow: StepFigure.Arrow) -> String {
        let id = parts.id("\(arrow.group.id)-note")
        var note =
            "<div class=\"note\" id=\"\(id)\"><b>\(arrow.way.asMarkup)</b><p>\(arrow.reason.asMarkup)</p>"
        if let scene = arrow.formula {
            let size = scene.size
            note += "<svg viewBox=\"0 0 \(number(size.width)) \(number(size.height))\""
            note +=
                " style=\"width:\(em(size.width / Self.pointsPerEm))\" role=\"img\" aria-label=\"\(scene.title.asMarkup)\">"
            note += parts.markup(of: scene.elements) + "</svg>"
        }
        return note + "</div>\n"
    }

    private func em(_ length: Double) -> String { number(length) + "em" }

    /// A length in hundredths.
    private func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
