import ComputationalGraph
import Diagnostics
import Drawing
import FigureTemplate
import Layout
import MathTypesetting
import Scene

/// Draws figures. One renderer serves a whole program; it may be used from all threads.
public final class FigureRenderer: Sendable {
    let typesetter: LabelTypesetter

    /// The size of values, in drawings and in equations.
    package static let pointsPerEm = LabelTypesetter.valueSize

    /// - Parameters:
    ///   - mathFont: an OpenType font with a MATH table; by default the installed Latin Modern Math.
    ///   - textFont: the font of names; by default the installed Latin Modern Roman.
    /// - Throws: a `FontError` that says which package to install.
    public init(mathFont: MathFont? = nil, textFont: TextFont? = nil) throws {
        typesetter = LabelTypesetter(mathFont: try mathFont ?? MathFont(), textFont: try textFont ?? TextFont())
    }

    /// A figure of a graph as a file’s bytes.
    public func render(
        _ figure: Figure, of graph: ComputationalGraph, as format: FigureFormat = .svg,
        options: RenderingOptions = RenderingOptions()
    ) throws -> [UInt8] {
        let drawing = try drawing(of: figure, in: layout([figure], of: graph))
        return try content(of: drawing, as: format, scene: drawing.scene).encoded(options)
    }

    /// Figures of a set as files' bytes, each in every format; in the order of the figures, then of the formats.
    ///
    /// Figures that show the same layers share one layout, made for all figures of the set: which of them are asked
    /// for changes nothing in the others.
    public func render(
        _ figures: [Figure], of set: FigureSet, as formats: [FigureFormat],
        options: RenderingOptions = RenderingOptions()
    ) throws -> [RenderedFigure] {
        var rendered: [RenderedFigure] = []
        try render(figures, of: set, as: formats, options: options) { rendered += $0 }
        return rendered
    }

    /// How many figures are held at once.
    private static let batch = 32

    /// The same, some figures at a time.
    func render(
        _ figures: [Figure], of set: FigureSet, as formats: [FigureFormat], options: RenderingOptions,
        each: ([RenderedFigure]) throws -> Void
    ) throws {
        let layouts = layouts(of: figures, in: set)
        var errors: [any Error] = []
        for start in stride(from: 0, to: figures.count, by: Self.batch) {
            let figures = Array(figures[start..<min(start + Self.batch, figures.count)])
            do {
                let drawings = try drawings(of: figures, layouts)
                // Once a figure has failed, only what else is wrong is of use.
                if errors.isEmpty { try each(rendered(drawings, of: set, as: formats, options)) }
            } catch {
                errors.append(error)
            }
        }
        if let failure = Failures.any(errors) { throw failure }
    }

    private func rendered(
        _ drawings: [FigureDrawing], of set: FigureSet, as formats: [FigureFormat], _ options: RenderingOptions
    ) throws -> [RenderedFigure] {
        // Graphviz lets one caller in at a time; what comes before and after it is done side by side.
        let scenes =
            formats.contains { $0.picture != nil } ? try concurrentMap(drawings) { try $0.scene() } : []
        let contents = try drawings.enumerated().flatMap { index, drawing in
            try formats.map { format in
                let content = try content(of: drawing, as: format) { scenes[index] }
                return (drawing, format, content)
            }
        }
        // Files are encoded side by side: a picture takes longer than its drawing.
        return try concurrentMap(contents) { drawing, format, content in
            RenderedFigure(
                id: drawing.figure.id, format: format, name: format.fileName(drawing.figure.id),
                bytes: try encoded(content, of: drawing.figure, in: set, options),
                missingCharacters: drawing.layout.missingCharacters,
                substitutions: Substitutions(drawing.layout.labels.substitutions), warnings: drawing.warnings)
        }
    }

    /// A file's bytes. That a picture is too large is told where its figure is.
    private func encoded(
        _ content: Content, of figure: Figure, in set: FigureSet, _ options: RenderingOptions
    ) throws -> [UInt8] {
        do {
            return try content.encoded(options)
        } catch let error as DrawingError where error.isOfSize {
            guard let place = set.template.figures.first(where: { $0.id == figure.id })?.idPlace else {
                throw error
            }
            throw place.error("\(error)")
        }
    }

    /// The drawings of figures of a set.
    package func scenes(of figures: [Figure], in set: FigureSet) throws -> [Scene] {
        try drawings(of: figures, in: set).map { try $0.scene() }
    }

    /// The drawings of figures of a set, each with what of it could not be done as it was asked for.
    package func scenesWithWarnings(of figures: [Figure], in set: FigureSet) throws -> [(
        scene: Scene, warnings: [Diagnostic]
    )] {
        try drawings(of: figures, in: set).map { (try $0.scene(), $0.warnings) }
    }

    /// What is proven of figures of a set.
    package func geometries(of figures: [Figure], in set: FigureSet) throws -> [LayoutGeometry] {
        try drawings(of: figures, in: set).map(\.geometry)
    }

    func drawings(of figures: [Figure], in set: FigureSet) throws -> [FigureDrawing] {
        try drawings(of: figures, layouts(of: figures, in: set))
    }

    private typealias Layouts = [LayerView: Result<FigureLayout, any Error>]

    /// The layouts that figures of a set share.
    private func layouts(of figures: [Figure], in set: FigureSet) -> Layouts {
        let views = Array(Dictionary(figures.map { (LayerView($0), $0) }) { first, _ in first })
        let layouts = concurrentResults(views) { view, figure in
            try layout(set.figures.filter { LayerView($0) == view }, of: set.graph(of: figure))
        }
        return Dictionary(uniqueKeysWithValues: zip(views.map(\.key), layouts))
    }

    private func drawings(of figures: [Figure], _ layouts: Layouts) throws -> [FigureDrawing] {
        try concurrentResults(figures) { figure in
            try drawing(of: figure, in: layouts[LayerView(figure)]!.get())
        }.collectingFailures()
    }

    /// A figure's drawing, proven: every picture and every graph is made of one.
    private func drawing(of figure: Figure, in layout: FigureLayout) throws -> FigureDrawing {
        let drawing = FigureDrawing(figure, in: layout, typesetter: typesetter)
        if let fault = drawing.fault() { throw fault }
        return drawing
    }

    /// The layout of figures that show the same layers.
    package func layout(
        _ figures: [Figure], of graph: ComputationalGraph, mostArrows: Int = FigureLayout.mostArrows,
        mostPassages: Int = FigureLayout.mostPassages
    ) throws -> FigureLayout {
        try FigureLayout(
            figures, of: graph, typesetter: typesetter, mostArrows: mostArrows, mostPassages: mostPassages)
    }

    /// What is proven of a figure.
    package func geometry(of figure: Figure, in layout: FigureLayout) throws -> LayoutGeometry {
        try drawing(of: figure, in: layout).geometry
    }

    /// What touches what in a figure, proven anew.
    package func conflict(in figure: Figure, of layout: FigureLayout) -> LayoutConflict? {
        FigureDrawing(figure, in: layout, typesetter: typesetter).findConflict()
    }

    /// A figure's drawing, by way of Graphviz.
    package func scene(of figure: Figure, in layout: FigureLayout) throws -> Scene {
        try drawing(of: figure, in: layout).scene()
    }

    /// A figure as SVG.
    package func svg(of figure: Figure, in layout: FigureLayout) throws -> String {
        try SVGWriter(background: .page).write(scene(of: figure, in: layout))
    }

    /// What a format is written from.
    private enum Content: Sendable {
        case picture(Scene, PictureFormat)
        case dot(String)

        func encoded(_ options: RenderingOptions) throws -> [UInt8] {
            switch self {
            case .picture(let scene, let format): try scene.encoded(as: format, options: options)
            case .dot(let text): Array(text.utf8)
            }
        }
    }

    private func content(
        of drawing: FigureDrawing, as format: FigureFormat, scene: () throws -> Scene
    ) throws -> Content {
        switch format {
        case .svg: .picture(try scene(), .svg)
        case .png: .picture(try scene(), .png)
        case .pdf: .picture(try scene(), .pdf)
        case .dot: .dot(try drawing.dot())
        case .html:
            throw EmptyFigure(
                description: "a page shows a series of steps, not the figure ‘\(drawing.figure.id)’ alone")
        }
    }
}
