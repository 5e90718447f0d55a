/// The anchors of a document's headings, named as GitHub does it: the text in lower case, with hyphens for blanks, and of
/// other signs only hyphens and low lines.
struct Anchors {
    private var taken: Set<String> = []

    /// The anchor of the next heading; nil if its text gives no name. Where the name is taken already, a number is added.
    mutating func add(_ heading: String) -> String? {
        let name = String(
            heading.lowercased().compactMap { character -> Character? in
                if character == " " { return "-" }
                return character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
            })
        if name.isEmpty { return nil }
        var anchor = name
        var number = 0
        while !taken.insert(anchor).inserted {
            number += 1
            anchor = "\(name)-\(number)"
        }
        return anchor
    }
}
