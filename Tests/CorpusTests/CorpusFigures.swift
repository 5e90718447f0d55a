import Corpus
import Foundation
import Gradfig

/// The figures of the corpus, drawn once.
///
/// With `GRADFIG_LONG_TESTS` in the environment, at 2, 3, 5 and 10 classes, and of the largest graphs, too.
enum CorpusFigures {
    static let isLong = ProcessInfo.processInfo.environment["GRADFIG_LONG_TESTS"] != nil

    private struct Task: Sendable {
        let template: CorpusTemplate
        let classes: Int
        let kinds: [FigureKind]
    }

    private static let tasks: [Task] = {
        var tasks = (Corpus.templates + Corpus.random).map { Task(template: $0, classes: 3, kinds: $0.kinds) }
        if isLong {
            tasks += Corpus.large.map { Task(template: $0, classes: 3, kinds: $0.kinds) }
            for classes in [2, 5, 10] {
                tasks += Corpus.templates.filter(\.hasClasses).map {
                    Task(template: $0, classes: classes, kinds: $0.kinds)
                }
            }
        } else {
            // Each at one more number of classes, in turn.
            tasks += Corpus.templates.filter(\.hasClasses).enumerated().map { index, template in
                Task(template: template, classes: [10, 2, 5][index % 3], kinds: [.values, .collapsed])
            }
        }
        return tasks
    }()

    static let all = Result {
        let renderer = try FigureRenderer()
        return try concurrentMap(tasks) { task in
            try task.template.drawn(classes: task.classes, task.kinds, by: renderer)
        }.flatMap(\.self)
    }

    /// Those that passed the proof.
    static func drawn() throws -> [DrawnFigure] { try all.get().filter { (try? $0.outcome.get()) != nil } }

    /// Counts something in each figure; in words those where it is not 0.
    static func counts(_ count: (DrawnFigure) throws -> Int) throws -> [String] {
        try drawn().compactMap { figure in
            let number = try count(figure)
            return number == 0 ? nil : "\(figure.name): \(number)"
        }
    }

    /// How often lines cross in some of the figures, as they are drawn and as `dot` draws the same graphs.
    ///
    /// - Parameter hasClusters: whether `dot` draws the layers around what is in them, too.
    static func crossings(
        hasClusters: Bool = false, where isIncluded: (DrawnFigure) -> Bool
    ) throws -> (own: Int, dots: Int) {
        var (own, dots) = (0, 0)
        // Steps have the lines of the figure with all values.
        for figure in try drawn() where figure.kind != .steps && isIncluded(figure) {
            let graph = LabelBoxGraph(try figure.outcome.get())
            own += graph.drawn.crossings
            dots += try graph.drawnByDot(hasClusters: hasClusters).crossings
        }
        return (own, dots)
    }
}
