import FigureTemplate
import Scene

/// An equation as a picture: one line of mathematics, with a little air around it.
struct EquationDrawing {
    private let equation: EquationSpecification
    private let typesetter: LabelTypesetter

    /// Around the equation, in points.
    private static let margin = 2.0

    init(_ equation: EquationSpecification, typesetter: LabelTypesetter) {
        self.equation = equation
        self.typesetter = typesetter
    }

    func scene() throws -> Scene {
        let label = try typesetter.statement(equation.statement)
        let baseline = Point(Self.margin + label.box.width / 2, Self.margin + label.box.height)
        let text = label.text(baseline: baseline, ink: .text)
        let elements = [Element.group(Group(id: "equation", classes: ["value"], elements: [.text(text)]))]
        return Scene(
            size: Size(width: label.size.width + 2 * Self.margin, height: label.size.height + 2 * Self.margin),
            id: equation.id, title: "Equation \(equation.id)", description: label.plain, elements: elements,
            outlines: typesetter.outlines(of: elements))
    }
}
