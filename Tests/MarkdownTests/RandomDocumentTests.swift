import Diagnostics
import Markdown
import Testing

/// What holds of every text, shown on many that are put together at random from pieces of Markdown.
struct RandomDocumentTests {
    private static let pieces = [
        "![", "[", "]", "](", ")", "(", "<", ">", "!", "\\", "`", "``", "*", "_", "|", "\n", "\n\n", "\r\n",
        " ", "    ",
        "\t", "> ", "- ", "1. ", "# ", "```", "~~~", "a", "b.png", "/c", "[a]", "[a]: ", "]: ", "\"", "'",
        "<!--", "-->",
        "<b", "</b>", "&amp;", "![a](u.png)", "![a]", "![b][a]", "| a |\n|---|\n|", "---", "ü", "\u{FEFF}",
        "\u{0}", "\u{1}", "\u{7F}", "\u{B}",
    ]

    private func text(_ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 1...30, using: &random)).map { _ in
            Self.pieces[Int.random(in: Self.pieces.indices, using: &random)]
        }.joined()
    }

    private func document(_ bytes: [UInt8]) -> MarkdownDocument {
        MarkdownDocument(SourceText(String(decoding: bytes, as: UTF8.self), name: "random.md"))
    }

    @Test func `editing changes what it is to change, and nothing else`() {
        var random = SplitMix64(state: 4)
        var known = 0
        var all = 0
        for _ in 0..<20_000 {
            let text = text(&random)
            let before = document(Array(text.utf8))
            #expect(before.edited([]) == Array(text.utf8))
            all += before.pictures.count
            for (index, picture) in before.pictures.enumerated() {
                guard let place = picture.destination else { continue }
                known += 1
                let edits = picture.edits(destination: "new.svg", alternativeText: nil)
                let after = document(before.edited(edits))
                // Pictures of the same definition change together.
                let urls = before.pictures.map { $0.destination?.range == place.range ? "new.svg" : $0.url }
                #expect(after.pictures.map(\.url) == urls, "picture \(index) of \(text.debugDescription)")
            }
        }
        #expect(all > 5000)
        #expect(known > all * 99 / 100)
    }

    @Test func `alternative texts are replaced alone`() {
        var random = SplitMix64(state: 5)
        var known = 0
        var all = 0
        for _ in 0..<20_000 {
            let text = text(&random)
            let before = document(Array(text.utf8))
            all += before.pictures.count
            for (index, picture) in before.pictures.enumerated() where picture.alternative != nil {
                known += 1
                let after = document(
                    before.edited(picture.edits(destination: nil, alternativeText: "new text")))
                #expect(
                    after.pictures.contains { $0.alternativeText == "new text" && $0.url == picture.url },
                    "picture \(index) of \(text.debugDescription)")
            }
        }
        #expect(known > all * 99 / 100)
    }

    /// Kilobytes that would become gigabytes.
    @Test func `a table with thousands of columns`() {
        func repeated(_ text: String) -> String { String(repeating: text, count: 5000) }
        let text = repeated("|a") + "\n" + repeated("|-") + "\n" + repeated("a\n")
        #expect(document(Array((text + "\n![a](u)").utf8)).pictures.count == 1)
    }

    /// Each cell after the one before would be found anew.
    @Test func `a table with tens of thousands of columns`() {
        let rows = ["|a", "|-", "|b"].map { String(repeating: $0, count: 50_000) + "\n" }.joined()
        let start = ContinuousClock.now
        #expect(document(Array((rows + "\n![a](u)").utf8)).pictures.count == 1)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}

/// Steele, Lea and Flood: Fast splittable pseudorandom number generators, 2014. The same numbers on each run.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
