import CXXHash

/// 128 bits that tell one content from another: XXH3, which is for changes that happen, not for forgeries.
public struct Digest: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// The digest of bytes.
    public init(of bytes: some Collection<UInt8>) {
        let hash =
            bytes.withContiguousStorageIfAvailable { xxh3_128bits($0.baseAddress, $0.count) }
            ?? Array(bytes).withUnsafeBufferPointer { xxh3_128bits($0.baseAddress, $0.count) }
        high = hash.high64
        low = hash.low64
    }

    /// The digest of texts in their order. Where one ends and the next begins makes a difference.
    public init(of texts: [String]) {
        self.init(of: texts.flatMap { Array("\($0.utf8.count):\($0)".utf8) })
    }

    /// The digest that 32 hexadecimal digits say; nil for any other text.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 32, text.allSatisfy(\.isHexDigit),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.high = high
        self.low = low
    }
}

extension Digest: CustomStringConvertible {
    /// 32 hexadecimal digits.
    public var description: String {
        [high, low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
