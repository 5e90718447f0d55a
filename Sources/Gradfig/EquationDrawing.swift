import MathTypesetting
import Scene

/// An equation as a picture: one piece of mathematics, with a little air around it.
struct EquationDrawing {
    let id: String
    let label: Label

    /// The drawing. It knows its baseline, so that it can stand in a line of text.
    ///
    /// - Parameter margin: the air around box and ink, in points.
    func scene(typesetter: LabelTypesetter, margin: Double = 2) -> Scene {
        let box = Rect(minX: 0, minY: -label.box.height, maxX: label.box.width, maxY: label.box.depth)
        let page = (label.box.inkBounds.map(box.union) ?? box).expanded(by: margin)
        let text = label.text(baseline: Point(label.box.width / 2 - page.minX, -page.minY), ink: .text)
        let elements = [Element.group(Group(id: "equation", classes: ["value"], elements: [.text(text)]))]
        return Scene(
            size: Size(width: page.width, height: page.height), id: id, title: label.plain,
            description: "", elements: elements, outlines: typesetter.outlines(of: elements),
            depth: page.maxY, substitutions: label.box.substitutions)
    }
}
