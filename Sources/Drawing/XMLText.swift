/// XML in the making.
struct XMLText {
    private(set) var bytes: [UInt8] = []

    /// Adds what is XML already.
    mutating func append(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Adds one ASCII character.
    mutating func append(ascii character: UInt8) { bytes.append(character) }

    mutating func append(_ text: XMLText) { bytes += text.bytes }

    /// Takes back some of the bytes.
    mutating func remove(_ range: Range<Int>) { bytes.removeSubrange(range) }

    /// Adds a number with a fixed count of decimals in its shortest form: no trailing zeros, none before the point.
    ///
    /// - Parameter count: the number in units of its last decimal: 1250 with two decimals is 12.5.
    mutating func append(decimal count: Int, decimals: Int = 2) {
        if count < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = count.magnitude
        var decimalsLeft = decimals
        while decimalsLeft > 0, rest % 10 == 0 {
            rest /= 10
            decimalsLeft -= 1
        }
        let start = bytes.count
        while rest > 0 || decimalsLeft > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            decimalsLeft -= 1
            if decimalsLeft == 0 { bytes.append(UInt8(ascii: ".")) }
        }
        if bytes.count == start { bytes.append(UInt8(ascii: "0")) }
        // The digits came last first.
        var (low, high) = (start, bytes.count - 1)
        while low < high {
            bytes.swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// Adds ` name="12.5"`: a length or coordinate, rounded to hundredths.
    mutating func append(attribute name: String, _ value: Double) {
        append(" \(name)=\"")
        append(decimal: hundredths(value))
        append("\"")
    }

    /// Adds ` name="text"`.
    mutating func append(attribute name: String, _ text: String) {
        append(" \(name)=\"")
        append(escaped: text)
        append("\"")
    }

    /// Adds character data, also fit to stand between double quotes.
    ///
    /// Control characters, which XML 1.0 cannot hold (§2.2), become U+FFFD.
    mutating func append(escaped text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"": append("&quot;")
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
                append("\u{FFFD}")
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}

/// A value in hundredths. It is within the bounds of `Scene.check`.
func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }
