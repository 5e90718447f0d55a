import Corpus
import Gradfig
import Testing

/// Usual networks and random ones, drawn in every way.
struct CorpusTests {
    @Test func `no figure is refused`() throws {
        let figures = try CorpusFigures.all.get()
        #expect(Corpus.templates.count + Corpus.random.count >= 100 && figures.count >= 1000)
        let refused = figures.compactMap { figure -> String? in
            guard case .failure(let error) = figure.outcome else { return nil }
            return "\(figure.name): \(error)"
        }
        #expect(refused == [])
    }

    @Test func `a value is nearer to its own arrow than to any other`() throws {
        #expect(try CorpusFigures.counts { try $0.outcome.get().strayingValues.count } == [])
    }

    @Test func `the ink of all values is at one distance from their arrows`() throws {
        // But for the width of strokes.
        let uneven = try CorpusFigures.counts { figure in
            let distances = try figure.outcome.get().valueDistances.map(\.own)
            return distances.count { abs($0 - 3.4) > 0.5 }
        }
        #expect(uneven == [])
    }

    @Test func `heads don't overlap`() throws {
        #expect(try CorpusFigures.counts { try $0.outcome.get().overlappingHeads.count } == [])
    }

    @Test func `no line runs through the head of another`() throws {
        #expect(try CorpusFigures.counts { try $0.outcome.get().pierced.count } == [])
    }

    @Test func `lines of graphs without lanes cross no more often than dot draws them`() throws {
        let (own, dots) = try CorpusFigures.crossings { $0.lanes.isEmpty && !Corpus.isRecursion($0.template) }
        #expect(own <= dots)
    }

    /// What comes in at every step begins at the layer's border; `dot` alone lets it begin anywhere.
    @Test func `lines of recursions cross no more often than dot draws them with the layers' borders`() throws {
        let (own, dots) = try CorpusFigures.crossings(hasClusters: true) { Corpus.isRecursion($0.template) }
        #expect(own <= dots)
    }

    @Test(.enabled(if: CorpusFigures.isLong, "it is the sum over all numbers of classes"))
    func `lines cross no more often than dot draws them`() throws {
        let (own, dots) = try CorpusFigures.crossings { _ in true }
        #expect(own <= dots)
    }

    @Test func `arrows along a lane are level`() throws {
        let unlevel = try CorpusFigures.counts { figure in
            try figure.outcome.get().unlevelArrows { figure.lanes[$0] ?? [] }.count
        }
        #expect(unlevel == [])
    }

    @Test func `arrows without a bend between nodes at one height are level`() throws {
        #expect(try CorpusFigures.counts { try $0.outcome.get().slantedArrowsAtOneHeight.count } == [])
    }

    @Test func `wires from outside come level to where they split`() throws {
        #expect(try CorpusFigures.counts { try $0.outcome.get().bentStems.count } == [])
    }

    @Test func `no arrow bends more than twice`() throws {
        #expect(try CorpusFigures.counts { try $0.outcome.get().crookedArrows.count } == [])
    }
}
