import Diagnostics
import Drawing
import Scene
import StepPage

/// What the shelf has, drawn.
extension FigureShelf {
    /// The entries’ files, without stamps.
    func rendered(_ entries: [Entry]) throws -> [Entry: RenderedFigure] {
        try byBuild(entries) { build, entries in
            try zip(entries, builds[build].draw(entries.map(file))).map { entry, figure in
                var figure = figure
                figure.warnings = placed(figure.warnings, build)
                return (entry, figure)
            }
        }
    }

    /// The entries’ drawings, equations as they stand in a line of text; with what could not be done as it was asked for.
    func scenes(_ entries: [Entry]) throws -> [Entry: (scene: Scene, warnings: [Diagnostic])] {
        let renderer = try FigureRenderer(settings.fonts)
        return try byBuild(entries) { build, entries in
            try Dictionary(grouping: entries) { file($0).template }.flatMap { index, entries in
                let set = try FigureSet(builds[build].templates[index])
                let figures = entries.filter { entry in set.figures.contains { $0.id == id(of: entry) } }
                let scenes = try renderer.scenesWithWarnings(
                    of: figures.compactMap { entry in set.figures.first { $0.id == id(of: entry) } }, in: set)
                let equations = try entries.compactMap { entry in
                    try set.template.equations.first { $0.id == id(of: entry) }
                        .map { (entry, (scene: try renderer.inlineScene(of: $0), warnings: [Diagnostic]())) }
                }
                return zip(figures, scenes).map { ($0, ($1.scene, placed($1.warnings, build))) } + equations
            }
        }
    }

    /// Warnings of what the template of a block says, at their places in the document.
    private func placed(_ warnings: [Diagnostic], _ build: Int) -> [Diagnostic] {
        blocks[build].map { warnings.map($0.inDocument) } ?? warnings
    }

    /// What leads to a figure step by step, with ids that begin with `id`.
    func stepPage(to entry: Entry, id: String) throws -> StepPage {
        try pointingIntoDocument([entry]) {
            let set = try FigureSet(template(entry))
            return try FigureRenderer(settings.fonts).stepPage(to: file(entry).id, of: set, id: id)
        }
    }

    private func byBuild<Value: Sendable>(
        _ entries: [Entry], _ draw: @Sendable (Int, [Entry]) throws -> [(Entry, Value)]
    ) throws -> [Entry: Value] {
        let entriesOfBuilds = Dictionary(grouping: Set(entries), by: \.build).sorted { $0.key < $1.key }
        let drawn = try concurrentResults(entriesOfBuilds) { build, entries in
            let entries = entries.sorted { $0.file < $1.file }
            do {
                return try pointingIntoDocument(entries) { try draw(build, entries) }
            } catch let error as DrawingError {
                guard let place = places[build] else { throw error }
                let fence = place.range.lowerBound..<place.range.lowerBound + 3
                throw SourceSlice(place.source, fence).error("\(error)")
            }
        }.collectingFailures()
        return Dictionary(uniqueKeysWithValues: drawn.joined())
    }

    /// Draws entries of one build. What is wrong in the template of a block is told at its place in the document.
    private func pointingIntoDocument<Value>(_ entries: [Entry], _ draw: () throws -> Value) throws -> Value {
        do { return try draw() } catch  where error is Diagnostic || error is Failures {
            guard let entry = entries.first, let block = blocks[entry.build] else { throw error }
            let ids = Set(entries.map(id))
            try block.read { content in
                let block = try FigureBlock(content, language: settings.language, reader: settings.reader)
                guard case .own(let template) = block.subject else { return }
                let set = try FigureSet(template)
                let figures = set.figures.filter { ids.contains($0.id) }
                _ = try FigureRenderer(settings.fonts).scenes(of: figures, in: set)
            }
            throw error
        }
    }
}
