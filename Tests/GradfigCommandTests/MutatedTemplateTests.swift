import Gradfig
import Testing

/// Slips of all kinds in a template: each gives figures or a diagnostic, never a crash or an internal error.
struct MutatedTemplateTests {
    private static let count = 200

    @Test func `a template with random slips`() throws {
        let workspace = try Workspace()
        let original = [UInt8](try workspace.data("Templates/softmax-with-loss.yaml"))
        let renderer = try FigureRenderer()
        var generator = Generator(state: 2026)
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
            } catch let error as Diagnostic {
                let place = error.place.source.position(of: error.place.range.lowerBound)
                #expect(error.description.hasPrefix("template.yaml:\(place.line):\(place.column): error: "))
                let lineCount = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
                #expect(place.line <= lineCount, "\(error)")
            } catch {
                Issue.record("mutation \(number): \(error)\n\(text)")
            }
        }
        #expect(
            good > Self.count / 10 && good < Self.count * 9 / 10, "slips of both kinds: \(good) are harmless")
    }

    /// One to three slips: a byte or a line left out, written twice, or swapped with the next.
    private func mutated(_ bytes: [UInt8], with generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            if Bool.random(using: &generator) {
                slip(in: &bytes, with: &generator)
            } else {
                var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                slip(in: &lines, with: &generator)
                bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            }
        }
        return bytes
    }

    private func slip<Element>(in parts: inout [Element], with generator: inout Generator) {
        guard parts.count > 1 else { return }
        let index = Int.random(in: 0..<parts.count - 1, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: parts.remove(at: index)
        case 1: parts.insert(parts[index], at: index)
        default: parts.swapAt(index, index + 1)
        }
    }
}

/// A linear congruential generator with the constants of Knuth's MMIX: the same numbers in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        func step() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 32
        }
        return step() << 32 | step()
    }
}
