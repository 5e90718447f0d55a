/// An sRGB colour; each component from 0 to 255.
struct Color: Hashable {
    let red: Double
    let green: Double
    let blue: Double

    /// The colour of six hexadecimal digits, as the table of inks writes it.
    init(hexadecimal digits: String) {
        let value = UInt32(digits, radix: 16) ?? 0
        red = Double(value >> 16 & 0xFF)
        green = Double(value >> 8 & 0xFF)
        blue = Double(value & 0xFF)
    }
}
