/// Gives out the ids of one drawing: XML names without a colon, each once.
struct SVGIdentifiers {
    private var taken: Set<String> = []

    /// The wish as an XML name, with a number behind it if it is taken.
    mutating func id(_ wish: String) -> String {
        let name = Self.xmlName(wish)
        var id = name
        var count = 1
        while !taken.insert(id).inserted {
            count += 1
            id = "\(name)-\(count)"
        }
        return id
    }

    private static func xmlName(_ wish: String) -> String {
        var name = wish
        if !wish.unicodeScalars.allSatisfy(isNameCharacter) {
            name = String(String.UnicodeScalarView(wish.unicodeScalars.map { isNameCharacter($0) ? $0 : "-" }))
        }
        guard let first = name.unicodeScalars.first else { return "figure" }
        let startsName = !(first == "-" || first == "." || ("0"..."9").contains(first))
        return startsName ? name : "figure-" + name
    }

    /// XML 1.0 §2.3, production 4, without the colon and the combining characters of 4a.
    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".",
            "\u{C0}"..."\u{D6}", "\u{D8}"..."\u{F6}", "\u{F8}"..."\u{2FF}", "\u{370}"..."\u{37D}",
            "\u{37F}"..."\u{1FFF}", "\u{2070}"..."\u{218F}", "\u{2C00}"..."\u{2FEF}", "\u{3001}"..."\u{D7FF}",
            "\u{F900}"..."\u{FDCF}", "\u{FDF0}"..."\u{FFFD}", "\u{10000}"..."\u{EFFFF}":
            true
        default: false
        }
    }
}
