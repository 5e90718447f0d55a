/// The lines of a text as CommonMark counts them: a newline, a carriage return or both end one.
struct LineTable {
    let bytes: [UInt8]
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "\n"): starts.append(index + 1)
            case UInt8(ascii: "\r") where index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"):
                starts.append(index + 1)
            default: break
            }
        }
        if starts.last == bytes.count { starts.removeLast() }
        self.starts = starts
    }

    var count: Int { starts.count }

    /// A line without its end; lines count from 1. Past the last one is an empty line.
    func range(_ line: Int) -> Range<Int> {
        guard line <= starts.count else { return bytes.count..<bytes.count }
        let start = starts[max(line, 1) - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return start..<end
    }
}
