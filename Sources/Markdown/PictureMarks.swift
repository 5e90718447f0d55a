import CMarkGFM

/// Finds where pictures are written. cmark-gfm says which pictures there are, but not where; so every place that might
/// be one's destination or alternative text gets a mark, a word that occurs nowhere else, and cmark-gfm reads the
/// marked text too: a mark in a picture's destination tells its place.
///
/// Marks are letters and digits, put where they change no structure. That they have not is checked.
struct PictureMarks {
    /// Where a picture's parts are.
    struct Location {
        var destination: Range<Int>?
        var alternative: Range<Int>?
        var form = Picture.Form.explicit
    }

    private let scanner: Scanner
    private let word: String
    private var edits: [Edit] = []
    private var destinations: [(range: Range<Int>, bracket: Int?)] = []
    private var openings: [Int] = []

    /// The locations of pictures.
    ///
    /// - Parameter urls: their destinations as cmark-gfm reads them, in the order of the text.
    static func locations(of urls: [String], in bytes: [UInt8]) -> [Location] {
        guard !urls.isEmpty else { return [] }
        var marks = PictureMarks(bytes)
        marks.markDestinations()
        let destinationEdits = marks.edits
        marks.markAlternatives()
        let locations = marks.locations(of: urls, edits: marks.edits)
        if locations.allSatisfy({ $0.destination != nil }) { return locations }
        // Where the marks of alternative texts have changed something, those of destinations alone may not have.
        let destinations = marks.locations(of: urls, edits: destinationEdits)
        return zip(locations, destinations).map { $0.destination == nil ? $1 : $0 }
    }

    private init(_ bytes: [UInt8]) {
        scanner = Scanner(bytes: bytes)
        word = Self.unusedWord(in: bytes)
    }

    // MARK: Marking

    private mutating func markDestinations() {
        for close in scanner.bytes.indices where scanner.bytes[close] == UInt8(ascii: "]") {
            guard !scanner.isEscaped(close) else { continue }
            if let (destination, brokeLine) = scanner.inlineDestination(at: close + 1) {
                mark(destination, brokeLine: brokeLine, bracket: close)
            } else if let (destination, brokeLine) = scanner.definedDestination(closedAt: close) {
                mark(destination, brokeLine: brokeLine, bracket: nil)
            }
        }
    }

    private mutating func mark(_ destination: Scanner.Destination, brokeLine: Bool, bracket: Int?) {
        guard let place = place(in: destination, brokeLine: brokeLine) else { return }
        edits.append(Edit(place..<place, "\(word)d\(destinations.count)e"))
        destinations.append((destination.range, bracket))
    }

    /// Where a mark changes no structure, even if this is not a destination but an HTML tag, a list item or a rule.
    private func place(in destination: Scanner.Destination, brokeLine: Bool) -> Int? {
        let bytes = scanner.bytes[destination.range]
        let start = destination.range.lowerBound
        guard destination.isPointed else {
            return !brokeLine || bytes.contains(where: Scanner.isLetter) ? destination.range.upperBound : nil
        }
        guard !brokeLine, let first = bytes.first else { return brokeLine ? nil : start }
        switch first {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return nil
        case UInt8(ascii: "/"): return start + 1
        case _ where Scanner.isLetter(first): return start
        default: return destination.range.upperBound
        }
    }

    private mutating func markAlternatives() {
        for index in scanner.bytes.indices where scanner.bytes[index] == UInt8(ascii: "!") {
            guard scanner[index + 1] == UInt8(ascii: "["), !scanner.isEscaped(index) else { continue }
            let start = index + 2
            // The label of a shortcut must stay: it gets an alternative text of its own before it.
            let separator = isShortcut(start) ? "][" : ""
            edits.append(Edit(start..<start, "\(word)o\(openings.count)e\(separator)"))
            openings.append(start)
        }
    }

    /// Whether the text in brackets is the label of a definition, if there is one.
    private func isShortcut(_ start: Int) -> Bool {
        guard case .closed(let end)? = scanner.labelEnd(from: start), !scanner.isBlank(start..<end) else {
            return false
        }
        if scanner.inlineDestination(at: end + 1) != nil { return false }
        return scanner.label(at: end + 1).map(scanner.isBlank) ?? true
    }

    // MARK: Reading the marks

    /// The locations that the marks tell; none if the marked text has other pictures.
    private func locations(of urls: [String], edits: [Edit]) -> [Location] {
        let tree = SyntaxTree(scanner.bytes.edited(edits))
        let pictures = tree.nodes(CMARK_NODE_IMAGE)
        guard pictures.count == urls.count else { return urls.map { _ in Location() } }
        return zip(pictures, urls).map { picture, url in
            var location = Location()
            let (unmarked, marks) = unmarked(picture.url)
            // A destination may hold what looks like one: the longest is it.
            let longest = marks.filter { $0 < destinations.count }
                .max { destinations[$0].range.count < destinations[$1].range.count }
            // Control characters are blanks here and parts of destinations there.
            guard let mark = longest, unmarked == url, !url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
            else { return location }
            location.destination = destinations[mark].range
            if let opening = picture.firstChild.flatMap({ number("o", in: $0.literal) }),
                opening < openings.count
            {
                locateAlternative(from: openings[opening], bracket: destinations[mark].bracket, in: &location)
            }
            return location
        }
    }

    private func locateAlternative(from start: Int, bracket: Int?, in location: inout Location) {
        if let bracket {
            if bracket >= start { location.alternative = start..<bracket }
        } else if let end = scanner.closingBracket(from: start) {
            location.alternative = start..<end
            guard isShortcut(start) else { return }
            location.form = scanner.label(at: end + 1).map { .collapsed($0.lowerBound) } ?? .shortcut
        }
    }

    /// A destination without marks, and the numbers of those of destinations.
    private func unmarked(_ url: String) -> (url: String, marks: [Int]) {
        let parts = url.split(separator: word, omittingEmptySubsequences: false)
        var unmarked = String(parts[0])
        var marks: [Int] = []
        for part in parts.dropFirst() {
            if let mark = number("d", in: word + part) { marks.append(mark) }
            unmarked += part.drop { $0 != "e" }.dropFirst()
        }
        return (unmarked, marks)
    }

    /// The number of the mark that a text begins with.
    private func number(_ kind: Character, in text: some StringProtocol) -> Int? {
        guard text.hasPrefix("\(word)\(kind)") else { return nil }
        return Int(text.dropFirst(word.count + 1).prefix { $0.isWholeNumber })
    }

    /// A word that the text doesn't hold: `mark` with the first number that follows it nowhere.
    private static func unusedWord(in bytes: [UInt8]) -> String {
        let stem = Array("mark".utf8)
        var used: Set<Int> = []
        for start in bytes.indices where bytes[start] == stem[0] && bytes[start...].starts(with: stem) {
            let digits = bytes[(start + stem.count)...].prefix { (0x30...0x39).contains($0) }
            if digits.count < 10, let number = Int(String(decoding: digits, as: UTF8.self)) {
                used.insert(number)
            }
        }
        return "mark\((0...used.count).first { !used.contains($0) } ?? 0)"
    }
}
