/// At most 256 colours that stand for all pixels of an image.
///
/// A figure has a dozen flat colours and hundreds of blends between them along the edges of its shapes. The flat
/// colours stay exact; blends so near each other that nobody sees a difference share an entry. An image of bytes is
/// a third of an image of colours, in its file and in the time to compress it.
struct Palette {
    /// Premultiplied `0xAARRGGBB`, the most frequent first.
    private(set) var pixels: [UInt32] = []
    /// The entry for each colour of the image.
    private(set) var entries: [UInt32: UInt8] = [:]

    /// The most that a palette can have.
    private static let limit = 256
    /// How many of the most frequent colours are kept exactly.
    private static let exactCount = 64
    /// How far the entry may be from the colour, in any component, of 255; tried in this order.
    private static let tolerances = [0, 4, 8, 12, 16]

    /// - Parameter counts: how often each colour occurs.
    /// - Returns: nil if the image has too many different colours.
    init?(counts: [UInt32: Int]) {
        let colors = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        for tolerance in Self.tolerances where colors.count <= Self.limit || tolerance > 0 {
            if choose(from: colors, tolerance: tolerance) { return }
        }
        return nil
    }

    /// Takes every colour that has no near one in the palette yet; false if that does not fit.
    private mutating func choose(from colors: [UInt32], tolerance: Int) -> Bool {
        pixels = []
        entries = [:]
        for color in colors {
            let isKept = tolerance == 0 || pixels.count < Self.exactCount
            if !isKept, let near = pixels.firstIndex(where: { Self.isNear($0, color, within: tolerance) }) {
                entries[color] = UInt8(near)
            } else {
                guard pixels.count < Self.limit else { return false }
                entries[color] = UInt8(pixels.count)
                pixels.append(color)
            }
        }
        return true
    }

    private static func isNear(_ a: UInt32, _ b: UInt32, within tolerance: Int) -> Bool {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            let difference = Int(a >> shift & 0xFF) - Int(b >> shift & 0xFF)
            if abs(difference) > tolerance { return false }
        }
        return true
    }
}
