/// Where lines end.
enum LineBreaking {
    /// The parts of a text on lines: the widest is as narrow as it can be with so many lines.
    ///
    /// - Parameters:
    ///   - widths: those of the parts.
    ///   - count: how many lines there may be; at least one.
    static func lines(of widths: [Double], atMost count: Int) -> [Range<Int>] {
        var (low, high) = (widths.max() ?? 0, widths.reduce(0, +))
        while high - low > 0.01 {
            let middle = (low + high) / 2
            if filled(widths, upTo: middle).count <= count { high = middle } else { low = middle }
        }
        return filled(widths, upTo: high)
    }

    /// Each line takes as many parts as it holds, and one at least.
    private static func filled(_ widths: [Double], upTo most: Double) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < widths.count {
            var end = start + 1
            var width = widths[start]
            while end < widths.count, width + widths[end] <= most {
                width += widths[end]
                end += 1
            }
            lines.append(start..<end)
            start = end
        }
        return lines
    }
}
