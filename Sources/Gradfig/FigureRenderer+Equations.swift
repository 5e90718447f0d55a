import FigureTemplate
import MathTypesetting
import Scene

extension FigureRenderer {
    /// Equations as files' bytes, each in every format but DOT: an equation is no graph.
    public func render(
        _ equations: [EquationSpecification], as formats: [FigureFormat],
        options: RenderingOptions = RenderingOptions()
    ) throws -> [RenderedFigure] {
        let formats = formats.compactMap(\.picture)
        return try equations.flatMap { try render(drawing(of: $0), as: formats, options: options) }
    }

    /// A formula as a file's bytes.
    ///
    /// - Parameters:
    ///   - plain: the formula in words or in TeX, for those who don't see it.
    ///   - size: points per em.
    ///   - style: `.text` for a formula in a line of text.
    public func render(
        _ formula: MathNode, plain: String, size: Double = 12,
        style: MathStyle = .display, as format: PictureFormat = .svg,
        options: RenderingOptions = RenderingOptions()
    ) throws -> RenderedFigure {
        let label = Label(plain: plain, box: try typesetter.mathFont.layout(formula, size: size, style: style))
        let drawing = EquationDrawing(id: "equation", label: label)
        return try render(drawing, as: [format], options: options)[0]
    }

    /// An equation's drawing, for a line of text: without a margin.
    package func inlineScene(of equation: EquationSpecification) throws -> Scene {
        try drawing(of: equation).scene(typesetter: typesetter, margin: 0)
    }

    private func drawing(of equation: EquationSpecification) throws -> EquationDrawing {
        EquationDrawing(id: equation.id, label: try typesetter.statement(equation.statement, equation.names))
    }

    private func render(
        _ drawing: EquationDrawing, as formats: [PictureFormat], options: RenderingOptions
    ) throws -> [RenderedFigure] {
        let scene = drawing.scene(typesetter: typesetter)
        return try formats.map { format in
            let file = FigureFormat(format)
            return RenderedFigure(
                id: drawing.id, format: file, name: file.fileName(drawing.id),
                bytes: try scene.encoded(as: format, options: options),
                missingCharacters: drawing.label.missingCharacters,
                substitutions: Substitutions(drawing.label.box.substitutions))
        }
    }
}
