import CZlib

/// A PNG file in the making: the signature, then chunks of length, type, data and check sum (PNG specification §5).
struct PNGChunks {
    private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    mutating func append(_ type: StaticString, _ data: [UInt8]) { bytes += Self.chunk(type, data) }

    /// - Parameter type: four ASCII letters.
    static func chunk(_ type: StaticString, _ data: [UInt8]) -> [UInt8] {
        var bytes = UInt32(data.count).bigEndianBytes
        type.withUTF8Buffer { bytes += $0 }
        bytes += data
        let sum = bytes[4...].withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        return bytes + UInt32(sum).bigEndianBytes
    }
}

extension UInt32 {
    /// The four bytes, the highest first.
    var bigEndianBytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
