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

    private func contrast(_ a: String, _ b: String) -> Double { ColorVision.usual.contrast(a, b) }

    /// What is new in a step stands out by its lightness, its frame and its width, so that colours aren't needed to see it.
    @Test("the emphasis of a step is seen in greys, and by every eye", arguments: ColorVision.allCases)
    func emphasis(vision: ColorVision) {
        for scheme in ColorScheme.allCases {
            func contrast(_ a: Ink, _ b: Ink) -> Double {
                vision.contrast(a.color(in: scheme), b.color(in: scheme))
            }
            #expect(contrast(.new, .highlight) >= 4.5, "a new value on its highlight, \(scheme)")
            for ground in [Ink.page, .layerFill] {
                #expect(contrast(.new, ground) >= 4.5, "a new value’s frame and arrow on \(ground), \(scheme)")
            }
            #expect(contrast(.new, .backward) >= 2, "new arrows beside earlier ones, \(scheme)")
            #expect(contrast(.new, .forward) >= 2, "new arrows beside forward ones, \(scheme)")
        }
    }

    @Test func theSimulatedVisionsKeepGreys() {
        for vision in ColorVision.allCases {
            for grey in ["000000", "777777", "ffffff"] {
                let difference = vision.luminance(grey) - ColorVision.usual.luminance(grey)
                #expect(abs(difference) < 1e-4, "\(vision), \(grey)")
            }
        }
        // Of a red, who lacks the cones for long waves sees least.
        #expect(ColorVision.protanopia.luminance("ff0000") < 0.6 * ColorVision.usual.luminance("ff0000"))
        #expect(ColorVision.grey.contrast("ff0000", "00ff00") == ColorVision.usual.contrast("ff0000", "00ff00"))
    }
}
