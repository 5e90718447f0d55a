/// A number with a fixed count of decimals as the shortest SVG number: no trailing zeros, no zero before the point.
///
/// - Parameter count: the number in units of its last decimal: 1250 with two decimals is 12.5.
func decimalText(_ count: Int, decimals: Int = 2) -> String {
    var digits = String(count.magnitude)
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals - digits.count) + digits }
    var fraction = digits.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    let whole = digits.dropLast(decimals)
    let number = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    return count < 0 ? "-\(number)" : number.isEmpty ? "0" : number
}

/// A length or coordinate, rounded to hundredths.
func decimalText(_ value: Double) -> String { decimalText(hundredths(value)) }

/// A value in hundredths. It is within the bounds of `Scene.check`.
func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }
