import CZlib
import Testing

/// A PNG file read back: 8 bits a component, rows unfiltered, as the writer makes them.
struct DecodedPNG {
    struct Pixel: Hashable {
        var red: UInt8
        var green: UInt8
        var blue: UInt8
        var alpha: UInt8 = 255
    }

    private(set) var width = 0
    private(set) var height = 0
    private(set) var pixelsPerMetre = 0
    private(set) var chunkTypes: [String] = []
    private(set) var pixels: [Pixel] = []

    subscript(x: Int, y: Int) -> Pixel { pixels[y * width + x] }

    init(_ bytes: [UInt8]) throws {
        try #require(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        var chunks: [String: [UInt8]] = [:]
        var offset = 8
        while offset < bytes.count {
            let length = Self.number(bytes[offset..<offset + 4])
            let body = bytes[offset + 4..<offset + 8 + length]
            let sum = Array(body).withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
            try #require(Self.number(bytes[offset + 8 + length..<offset + 12 + length]) == Int(sum))
            let type = String(decoding: body.prefix(4), as: UTF8.self)
            chunkTypes.append(type)
            chunks[type] = Array(body.dropFirst(4))
            offset += 12 + length
        }
        let header = try #require(chunks["IHDR"])
        width = Self.number(header[0..<4])
        height = Self.number(header[4..<8])
        pixelsPerMetre = Self.number(try #require(chunks["pHYs"])[0..<4])
        try #require(header[8] == 8)

        let components = try #require([2: 3, 3: 1, 6: 4][header[9]])
        var data = [UInt8](repeating: 0, count: height * (1 + width * components))
        var count = UInt(data.count)
        let compressed = try #require(chunks["IDAT"])
        try #require(uncompress(&data, &count, compressed, UInt(compressed.count)) == Z_OK)
        try #require(Int(count) == data.count)
        let palette = chunks["PLTE"] ?? []
        let alphas = chunks["tRNS"] ?? []
        for y in 0..<height {
            let row = data[(y * (1 + width * components))...]
            try #require(row.first == 0)
            for x in 0..<width {
                let start = row.startIndex + 1 + x * components
                if components == 1 {
                    let index = Int(data[start])
                    pixels.append(
                        Pixel(
                            red: palette[3 * index], green: palette[3 * index + 1],
                            blue: palette[3 * index + 2],
                            alpha: index < alphas.count ? alphas[index] : 255))
                } else {
                    pixels.append(
                        Pixel(
                            red: data[start], green: data[start + 1], blue: data[start + 2],
                            alpha: components == 4 ? data[start + 3] : 255))
                }
            }
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
