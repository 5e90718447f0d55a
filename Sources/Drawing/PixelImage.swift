/// cairo's pixels, as PNG.
struct PixelImage {
    /// Row by row, premultiplied `0xAARRGGBB`.
    let pixels: UnsafePointer<UInt32>
    let width: Int
    let height: Int
    /// The distance from one row to the next.
    let pixelsPerRow: Int

    /// The file's bytes: with a palette where one is good enough, else 8 bits for each component; alpha where needed.
    func png(pixelsPerMetre: UInt32) throws(DrawingError) -> [UInt8] {
        let counts = colorCounts()
        let hasAlpha = counts.keys.contains { $0 >> 24 < 0xFF }
        let palette = Palette(counts: counts)
        let colorType: UInt8 = palette != nil ? 3 : hasAlpha ? 6 : 2
        let resolution = pixelsPerMetre.bigEndianBytes

        var file = PNGChunks()
        file.append(
            "IHDR", UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes + [8, colorType, 0, 0, 0])
        file.append("pHYs", resolution + resolution + [1])
        if let palette {
            let colors = palette.pixels.map(StraightColor.init)
            file.append("PLTE", colors.flatMap { [$0.red, $0.green, $0.blue] })
            if hasAlpha { file.append("tRNS", colors.map(\.alpha)) }
            file.append("IDAT", try indices(palette))
        } else {
            file.append("IDAT", try components(hasAlpha: hasAlpha))
        }
        file.append("IEND", [])
        return file.bytes
    }

    private func row(_ y: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(start: pixels + y * pixelsPerRow, count: width)
    }

    /// Calls the body for every run of equal pixels in a row. Nearly all of a drawing is long runs.
    private func forEachRun(inRow y: Int, _ body: (_ pixel: UInt32, _ columns: Range<Int>) -> Void) {
        let row = row(y)
        var start = 0
        while start < width {
            let pixel = row[start]
            var end = start + 1
            while end < width, row[end] == pixel { end += 1 }
            body(pixel, start..<end)
            start = end
        }
    }

    /// How often each colour occurs.
    private func colorCounts() -> [UInt32: Int] {
        var counts: [UInt32: Int] = [:]
        for y in 0..<height {
            forEachRun(inRow: y) { pixel, columns in counts[pixel, default: 0] += columns.count }
        }
        return counts
    }

    /// The compressed image data: a byte for each pixel, rows unfiltered.
    private func indices(_ palette: Palette) throws(DrawingError) -> [UInt8] {
        let deflater = try Deflater()
        var bytes = [UInt8](repeating: 0, count: 1 + width)
        for y in 0..<height {
            bytes.withUnsafeMutableBufferPointer { bytes in
                let indices = UnsafeMutableBufferPointer(rebasing: bytes.dropFirst())
                forEachRun(inRow: y) { pixel, columns in
                    indices[columns].update(repeating: palette.entries[pixel] ?? 0)
                }
            }
            try deflater.append(bytes)
        }
        return try deflater.finish()
    }

    /// The compressed image data: three or four bytes for each pixel, rows unfiltered.
    private func components(hasAlpha: Bool) throws(DrawingError) -> [UInt8] {
        let deflater = try Deflater()
        for y in 0..<height {
            var bytes: [UInt8] = [0]
            bytes.reserveCapacity(1 + width * 4)
            for pixel in row(y) {
                let color = StraightColor(premultiplied: pixel)
                bytes.append(color.red)
                bytes.append(color.green)
                bytes.append(color.blue)
                if hasAlpha { bytes.append(color.alpha) }
            }
            try deflater.append(bytes)
        }
        return try deflater.finish()
    }
}

/// A colour whose components are not multiplied with its alpha, as PNG wants it.
private struct StraightColor {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
    let alpha: UInt8

    init(premultiplied pixel: UInt32) {
        let alpha = pixel >> 24
        func component(_ shift: UInt32) -> UInt8 {
            let value = pixel >> shift & 0xFF
            return alpha == 0 ? 0 : UInt8(min(255, (value * 255 + alpha / 2) / alpha))
        }
        red = component(16)
        green = component(8)
        blue = component(0)
        self.alpha = UInt8(alpha)
    }
}
