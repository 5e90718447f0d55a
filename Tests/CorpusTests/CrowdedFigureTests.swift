import Corpus
import Gradfig
import Testing

/// Figures in which arrows find a way only where many are in each other's.
struct CrowdedFigureTests {
    @Test(
        arguments: [
            // Fans that are steep anyway.
            ("attention of two queries", 10),
            // Ways that are steep, or cross a few more.
            ("gated recurrent units step by step", 10),
            // An arrow along a lane that the heights didn't keep level.
            ("weights of unit length", 2),
        ])
    func `arrows bend no more than twice, and are level along lanes`(name: String, classes: Int) throws {
        let template = try #require((Corpus.templates + Corpus.large).first { $0.name == name })
        let figures = try template.drawn(classes: classes, [.forward], by: FigureRenderer())
        #expect(!figures.isEmpty)
        for figure in figures {
            let geometry = try figure.outcome.get()
            #expect(geometry.crookedArrows == [])
            #expect(geometry.unlevelArrows { figure.lanes[$0] ?? [] } == [])
        }
    }
}
