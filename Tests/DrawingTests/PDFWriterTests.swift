import Drawing
import Scene
import Testing

@Suite struct PDFWriterTests {
    @Test func onePageOfTheScenesSizeWithTitleAndNoDate() throws {
        let text = String(decoding: try PDFWriter().write(.nodeAndArrow), as: UTF8.self)
        #expect(text.hasPrefix("%PDF-1."))
        #expect(text.contains("MediaBox [ 0 0 100 50 ]"))
        #expect(text.contains("/Title (Step 1)"))
        #expect(!text.contains("Date"))
        #expect(!text.contains("/Font"))
    }

    @Test func theSameSceneGivesTheSameBytes() throws {
        #expect(try PDFWriter().write(.nodeAndArrow) == PDFWriter().write(.nodeAndArrow))
    }
}
