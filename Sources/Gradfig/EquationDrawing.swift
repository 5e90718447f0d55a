import FigureTemplate
import Scene

/// An equation as a picture: one line of mathematics, with a little air around it.
struct EquationDrawing {
    private let equation: EquationSpecification
    let label: Label

    /// Around the equation, in points.
    private static let margin = 2.0

    init(_ equation: EquationSpecification, label: Label) {
        self.equation = equation
        self.label = label
    }

    func scene(typesetter: LabelTypesetter) -> Scene {
        let baseline = Point(Self.margin + label.box.width / 2, Self.margin + label.box.height)
        let text = label.text(baseline: baseline, ink: .text)
        let elements = [Element.group(Group(id: "equation", classes: ["value"], elements: [.text(text)]))]
        return Scene(
            size: Size(width: label.size.width + 2 * Self.margin, height: label.size.height + 2 * Self.margin),
            id: equation.id, title: "Equation \(equation.id)", description: label.plain, elements: elements,
            outlines: typesetter.outlines(of: elements))
    }
}
