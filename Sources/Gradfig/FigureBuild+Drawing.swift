import FigureTemplate
import Synchronization

/// The figures of a build, drawn.
extension FigureBuild {
    /// Derives, checks and draws what files show.
    ///
    /// - Returns: the figures, stamped, in the order of the files.
    public func render(_ files: [File]) throws -> [RenderedFigure] {
        try collected(files) { try render(files, each: $0) }
    }

    /// Derives, checks and draws what files show.
    ///
    /// - Parameter each: is given some figures at a time, stamped, in any order and on any thread: not all are held at once.
    public func render(_ files: [File], each: @Sendable ([RenderedFigure]) throws -> Void) throws {
        let stamps = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.stamp) })
        try draw(files) { figures in
            try each(
                figures.map { figure in
                    var figure = figure
                    let stamp = stamps[figure.name]!.with(figure.substitutions)
                    figure.bytes = stamp.stamped(figure.bytes, as: figure.format.carrier)
                    return figure
                })
        }
    }

    /// The figures without stamps, in the order of the files.
    package func draw(_ files: [File]) throws -> [RenderedFigure] {
        try collected(files) { try draw(files, each: $0) }
    }

    private func collected(
        _ files: [File], _ draw: (_ each: @Sendable ([RenderedFigure]) throws -> Void) throws -> Void
    ) throws -> [RenderedFigure] {
        let drawn = Mutex<[String: RenderedFigure]>([:])
        try draw { figures in drawn.withLock { drawn in for figure in figures { drawn[figure.name] = figure } }
        }
        return drawn.withLock { drawn in files.compactMap { drawn[$0.name] } }
    }

    private func draw(_ files: [File], each: @Sendable ([RenderedFigure]) throws -> Void) throws {
        if files.isEmpty { return }
        let renderer = try FigureRenderer(fonts)
        let filesOfTemplates = Dictionary(grouping: files, by: \.template).sorted { $0.key < $1.key }
        _ = try concurrentResults(filesOfTemplates) { index, files in
            let set = try FigureSet(templates[index])
            for (scheme, files) in Dictionary(grouping: files, by: \.scheme) {
                try draw(files, of: set, options: options.with(scheme), renderer: renderer, each: each)
            }
        }.collectingFailures()
    }

    /// The files of one template in one scheme.
    private func draw(
        _ files: [File], of set: FigureSet, options: RenderingOptions, renderer: FigureRenderer,
        each: ([RenderedFigure]) throws -> Void
    ) throws {
        let names = Dictionary(uniqueKeysWithValues: files.map { ($0.format.fileName($0.id), $0.name) })
        func hand(_ figures: [RenderedFigure]) throws {
            try each(
                figures.map { figure in
                    var figure = figure
                    figure.name = names[figure.name] ?? figure.name
                    return figure
                })
        }
        for file in files where file.format == .html {
            guard let page = set.template.pages.first(where: { $0.id == file.id }) else { continue }
            try hand([renderer.renderPage(to: page.figure.id, of: set, id: file.id)])
        }
        // What is wanted in the same formats is drawn together.
        let formats = Dictionary(grouping: files.filter { $0.format != .html }, by: \.id).mapValues {
            $0.map(\.format)
        }
        for wanted in Set(formats.values) {
            let figures = set.figures.filter { formats[$0.id] == wanted }
            let equations = set.template.equations.filter { formats[$0.id] == wanted }
            try renderer.render(figures, of: set, as: wanted, options: options, each: hand)
            try hand(renderer.render(equations, as: wanted, options: options))
        }
    }
}
