import Testing

@testable import Drawing

/// Pictures with too many colours for a palette.
@Suite struct PixelImageTests {
    /// The 4096 colours whose components are multiples of 17, row by row, 64 a row, with an alpha of their own.
    private func png(alpha: UInt32) throws -> DecodedPNG {
        let pixels = (UInt32(0)..<4096).map { number in
            let components = [number >> 8, number >> 4 & 0xF, number & 0xF].map {
                ($0 * 17 * alpha + 127) / 255
            }
            return alpha << 24 | components[0] << 16 | components[1] << 8 | components[2]
        }
        return try pixels.withUnsafeBufferPointer { buffer in
            let image = PixelImage(
                pixels: try #require(buffer.baseAddress), width: 60, height: 64, pixelsPerRow: 64)
            return try DecodedPNG(image.png(pixelsPerMetre: 2835))
        }
    }

    @Test func opaqueColorsAreExact() throws {
        let png = try png(alpha: 255)
        #expect(png.chunkTypes == ["IHDR", "pHYs", "IDAT", "IEND"])
        #expect(png.width == 60 && png.height == 64)
        // Pixel 59 of row 2 is number 187: red 0, green 11, blue 11 times 17.
        #expect(png[59, 2] == DecodedPNG.Pixel(red: 0, green: 187, blue: 187))
        #expect(png[0, 63] == DecodedPNG.Pixel(red: 255, green: 204, blue: 0))
    }

    @Test func transparentColorsAreAsBeforeTheyWereMultiplied() throws {
        let png = try png(alpha: 204)
        #expect(png.chunkTypes == ["IHDR", "pHYs", "IDAT", "IEND"])
        // Premultiplied 150 and 163 of 204; rounding leaves one step at most.
        #expect(png[59, 2] == DecodedPNG.Pixel(red: 0, green: 188, blue: 188, alpha: 204))
        #expect(png[0, 63] == DecodedPNG.Pixel(red: 255, green: 204, blue: 0, alpha: 204))
    }
}
