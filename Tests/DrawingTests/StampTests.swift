import Drawing
import Fingerprint
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct StampTests {
    private let stamp = Stamp(by: .figures, recipe: Digest(of: ["recipe"]), origin: .named("source.yaml"))

    private static let files: [(Stamp.Carrier, [UInt8])] = [
        (.markup, Array("<svg/>\n".utf8)), (.dot, Array("digraph { a }\n".utf8)),
        (.pdf, (try? PDFWriter().write(.nodeAndArrow)) ?? []),
        (.png, (try? PNGWriter(scale: 1).write(.nodeAndArrow)) ?? []),
    ]

    @Test(arguments: files)
    func `is read as it was written`(carrier: Stamp.Carrier, file: [UInt8]) throws {
        let stamped = stamp.stamped(file, as: carrier)
        let (read, isIntact) = try #require(Stamp.read(stamped, as: carrier))
        #expect(read == stamp)
        #expect(isIntact)
    }

    @Test(arguments: files)
    func `has what stood in for characters, where something did`(carrier: Stamp.Carrier, file: [UInt8]) throws {
        var stamp = stamp
        stamp.substitutions = Stamp.Substitutions(characters: "ja:5c42", fonts: Digest(of: ["font"]))
        let (read, isIntact) = try #require(Stamp.read(stamp.stamped(file, as: carrier), as: carrier))
        #expect(read == stamp)
        #expect(isIntact)
    }

    /// Each byte in turn.
    @Test(arguments: files)
    func `tells a file that was changed`(carrier: Stamp.Carrier, file: [UInt8]) throws {
        let stamped = stamp.stamped(file, as: carrier)
        for index in stamped.indices {
            var changed = stamped
            changed[index] ^= 1
            #expect(Stamp.read(changed, as: carrier)?.isIntact != true, "byte \(index)")
        }
        #expect(Stamp.read(stamped + [0x20], as: carrier)?.isIntact == false)
        #expect(Stamp.read(stamped.dropLast(), as: carrier)?.isIntact != true)
    }

    @Test(arguments: files)
    func `is not in a file without one`(carrier: Stamp.Carrier, file: [UInt8]) {
        #expect(Stamp.read(file, as: carrier) == nil)
        #expect(Stamp.read([], as: carrier) == nil)
    }

    @Test func `a stamped PNG file has the same picture`() throws {
        let plain = try PNGWriter(scale: 1).write(.nodeAndArrow)
        let stamped = stamp.stamped(plain, as: .png)
        #expect(try DecodedPNG(stamped).pixels == DecodedPNG(plain).pixels)
    }

    @Test func `a stamped SVG file is valid XML`() throws {
        let svg = Array(try SVGWriter().write(.nodeAndArrow).utf8)
        #expect(XMLParser(data: Data(stamp.stamped(svg, as: .markup))).parse())
    }
}
