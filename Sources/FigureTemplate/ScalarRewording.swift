import Diagnostics
import YAML

extension YAMLNode.Scalar {
    /// How the text as it reads differs from what stands in the file: by escapes, and by lines that are one.
    ///
    /// - Parameters:
    ///   - source: the file from where the text begins.
    ///   - start: where the text begins that it is read as.
    func rewording(of source: SourceSlice, at start: Int) -> Rewording {
        var rewording = Rewording(of: source, at: start)
        let (read, written) = (Array(string.utf8), source.source.utf8[source.range])
        var (here, there) = (0, written.startIndex)
        while here < read.count, there < written.endIndex {
            let counts = lengths(read[here...], written[there...])
            if counts.read != counts.written || read[here] != written[there] {
                rewording.add(start + here..<start + here + counts.read, for: counts.written)
            }
            here += counts.read
            there += counts.written
        }
        return rewording
    }

    /// How long the next character is as it reads, and as it is written; of blanks and line ends as many as there are.
    private func lengths(_ read: ArraySlice<UInt8>, _ written: ArraySlice<UInt8>) -> (read: Int, written: Int) {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        if style == .doubleQuoted, written.first == UInt8(ascii: "\\"), let sign = written.dropFirst().first {
            let character = String(decoding: read.prefix(4), as: UTF8.self).unicodeScalars.first!
            let digits: [UInt8: Int] = [
                UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
            ]
            return (UTF8.width(character), 2 + digits[sign, default: 0])
        }
        if style == .singleQuoted, written.first == UInt8(ascii: "'") { return (1, 2) }
        let blanks = (read.prefix(while: isBlank).count, written.prefix(while: isBlank).count)
        return blanks.0 > 0 && blanks.1 > 0 ? blanks : (1, 1)
    }
}
