import Gradfig
import TestSupport
import Testing

/// Slips of all kinds in a template: each gives figures or a diagnostic, never a crash or an internal error.
struct MutatedTemplateTests {
    private static let count = 200

    @Test func `a template with random slips`() throws {
        let workspace = try Workspace()
        let original = [UInt8](try workspace.data("Templates/softmax-with-loss.yaml"))
        let renderer = try FigureRenderer()
        var generator = SeededGenerator(seed: 2026)
        var good = 0
        for number in 0..<Self.count {
            let bytes = mutated(original, with: &generator)
            // The command refuses what is not UTF-8 before anything else.
            guard let text = String(validating: bytes, as: UTF8.self) else { continue }
            do {
                let set = try FigureSet(SourceText(text, name: "template.yaml"))
                let drawn = try renderer.render(Array(set.figures.suffix(1)), of: set, as: [.svg])
                #expect(drawn.allSatisfy { !$0.bytes.isEmpty })
                good += 1
            } catch {
                for error in (error as? Failures)?.errors ?? [error] {
                    guard let error = error as? Diagnostic else {
                        Issue.record("mutation \(number): \(error)\n\(text)")
                        continue
                    }
                    let place = error.place.source.position(of: error.place.range.lowerBound)
                    #expect(error.description.hasPrefix("template.yaml:\(place.line):\(place.column): error: "))
                    let lineCount = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
                    #expect(place.line <= lineCount, "\(error)")
                }
            }
        }
        #expect(
            good > Self.count / 10 && good < Self.count * 9 / 10, "slips of both kinds: \(good) are harmless")
    }

    /// One to three slips: a byte or a line left out, written twice, or swapped with the next.
    private func mutated(_ bytes: [UInt8], with generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            if Bool.random(using: &generator) {
                bytes.slip(with: &generator)
            } else {
                var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                lines.slip(with: &generator)
                bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            }
        }
        return bytes
    }
}
