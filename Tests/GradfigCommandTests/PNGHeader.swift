import Foundation

/// The size and the transparency of a PNG file, as its chunks say.
struct PNGHeader {
    let width: Int
    let height: Int
    /// Whether pixels can be transparent: an alpha channel, or a palette with transparency.
    let hasAlpha: Bool

    init(_ data: Data) throws {
        let bytes = [UInt8](data)
        func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        struct NoPNG: Error {}
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count > 33 else {
            throw NoPNG()
        }
        width = number(at: 16)
        height = number(at: 20)
        var chunks: [String] = []
        var offset = 8
        while offset + 12 <= bytes.count {
            chunks.append(String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self))
            offset += number(at: offset) + 12
        }
        let colorType = bytes[25]
        hasAlpha = colorType & 4 != 0 || chunks.contains("tRNS")
    }
}
