import MathTypesetting
import Scene
import Testing

struct LayoutTests {
    private let label = MathNode.row([.symbol("−"), .fraction(t1, exp(sub(.symbol("a"), .number("1"))))])

    @Test func `the ink is inside its bounds`() throws {
        let box = try set(label, .display)
        let ink = try #require(box.inkBounds)
        #expect(ink.minX >= 0 && ink.maxX <= box.width)
        #expect(rounded(-ink.minY) == rounded(box.height))
        #expect(rounded(ink.maxY) == rounded(box.depth))
        #expect(try set(.row([])).inkBounds == nil)
    }

    @Test func `everything scales with the size`() throws {
        let font = try math.get()
        let one = try font.layout(label, size: 1)
        let ten = try font.layout(label, size: 10)
        #expect(rounded(one.width * 10) == rounded(ten.width))
        #expect(rounded(one.rules[0].height * 10) == rounded(ten.rules[0].height))
    }

    @Test func `the same formula gives the same box, in any font object and thread`() async throws {
        let expected = try set(label)
        let boxes = try await withThrowingTaskGroup(of: MathBox.self) { group in
            for _ in 0..<8 {
                group.addTask { [label] in try MathFont().layout(label, size: size) }
                group.addTask { [label] in try set(label) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(boxes.allSatisfy { $0 == expected })
    }

    @Test func `deep nesting is an error, a long chain of rows is not`() throws {
        func nested(_ levels: Int, _ wrap: (MathNode) -> MathNode) -> MathNode {
            (0..<levels).reduce(.symbol("x")) { inner, _ in wrap(inner) }
        }
        let tooDeep = LayoutError.nestedTooDeeply(limit: 100)
        #expect(tooDeep.description == "the formula is nested more than 100 levels deep")
        let wraps: [(MathNode) -> MathNode] = [
            { .fraction(.number("1"), $0) }, { sup(.symbol("x"), $0) }, { sup($0, .symbol("x")) },
            { .delimited("(", $0, ")") }, { .radical($0) }, { .accent("\u{302}", $0) }, { .overline($0) },
            { .atom(.ordinary, $0) }, { .styled(.text, $0) },
        ]
        for wrap in wraps {
            #expect(throws: Never.self) { try set(nested(100, wrap)) }
            #expect(throws: tooDeep) { try set(nested(101, wrap)) }
            #expect(throws: tooDeep) { try set(nested(10_000, wrap)) }
        }
        let chain = nested(5_000) { .row([$0, .symbol("+"), .symbol("x")]) }
        #expect(try set(chain).glyphs.count == 10_001)
    }
}
