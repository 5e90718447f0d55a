import Foundation
import Scene
import Testing

@testable import Drawing

@Suite struct InkTests {
    /// Where letters stand, and the inks that letters are in.
    private static let texts: [(ink: Ink, grounds: [Ink])] = [
        (.text, [.page, .layerFill, .nodeFill]),
        (.forwardValue, [.page, .layerFill]),
        (.backward, [.page, .layerFill]),
        (.new, [.page, .layerFill, .highlight]),
    ]

    @Test("letters have a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)", arguments: texts)
    func textContrast(ink: Ink, grounds: [Ink]) {
        for ground in grounds {
            #expect(contrast(ink.light, ground.light) >= 4.5, "\(ink) on \(ground), light")
            #expect(contrast(ink.dark, ground.dark) >= 4.5, "\(ink) on \(ground), dark")
        }
    }

    @Test("arrows and outlines have a contrast of at least 3 to 1 (WCAG 2.2, 1.4.11)")
    func lineContrast() {
        for line in [Ink.forward, .backward, .new, .nodeOutline, .layerOutline] {
            for ground in [Ink.page, .layerFill] {
                #expect(contrast(line.light, ground.light) >= 3, "\(line) on \(ground), light")
                #expect(contrast(line.dark, ground.dark) >= 3, "\(line) on \(ground), dark")
            }
        }
    }

    @Test func theReferenceValuesOfContrast() {
        #expect(contrast("000000", "ffffff") == 21)
        #expect(contrast("777777", "ffffff") > 4.47 && contrast("777777", "ffffff") < 4.48)
    }

    @Test(arguments: Ink.allCases)
    func everyColorIsSixDigits(ink: Ink) {
        for digits in [ink.light, ink.dark] {
            #expect(digits.count == 6 && UInt32(digits, radix: 16) != nil)
        }
    }

    /// WCAG 2.2, “contrast ratio”.
    private func contrast(_ a: String, _ b: String) -> Double {
        let (low, high) = (min(luminance(a), luminance(b)), max(luminance(a), luminance(b)))
        return (high + 0.05) / (low + 0.05)
    }

    /// WCAG 2.2, “relative luminance”.
    private func luminance(_ digits: String) -> Double {
        func linear(_ component: Double) -> Double {
            let share = component / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        let color = Color(hexadecimal: digits)
        return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    }
}
