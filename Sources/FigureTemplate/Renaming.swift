import Diagnostics
import Symbolic

/// Other names for the values and indices of a layer that is used in another network.
struct Renaming {
    /// What each name is called: a value, also with words or numbers below it, or an index.
    private(set) var images: [String: String] = [:]
    private var indices: Set<String>

    /// - Parameter indices: those of the template that the layer comes from.
    init(indices: Set<String>) { self.indices = indices }

    /// Takes note of what a value with its indices is called: `x_i: h_j` says that of i, too.
    ///
    /// - Parameter others: the indices of the network that the layer is used in.
    mutating func add(_ name: SourceSlice, as image: SourceSlice, indices others: Set<String>) throws {
        let from = Self.parts(of: name.trimmed.text, indices)
        let to = Self.parts(of: image.trimmed.text, others.union(indices))
        guard from.indices.count == to.indices.count else {
            throw image.error(
                "‘\(name.trimmed.text)’ can’t be ‘\(image.trimmed.text)’: it has \(Self.count(from.indices.count))",
                suggestion: "write both with their indices, as in ‘{ x_i: h_j }’")
        }
        images[from.name] = to.name
        for (index, other) in zip(from.indices, to.indices) {
            guard images.updateValue(other, forKey: index) ?? other == other else {
                throw image.error("‘\(index)’ would be two indices")
            }
        }
    }

    private static func count(_ indices: Int) -> String {
        indices == 0 ? "no index" : indices == 1 ? "one index" : "\(indices) indices"
    }

    mutating func add(_ name: String, as image: String) { images[name] = image }

    /// Takes note of what the length of an axis is called, and the index that runs over it.
    mutating func add(length: String, as image: String, index: (name: String, image: String)?) {
        images[length] = image
        guard let index else { return }
        indices.insert(index.name)
        images[index.name] = index.image
    }

    /// A name, and the indices below it.
    static func parts(of text: String, _ indices: Set<String>) -> (name: String, indices: [String]) {
        let words = text.split { "_{}, ".contains($0) }.map(String.init)
        let below = words.dropFirst().reversed().prefix(while: indices.contains)
        return (words.dropLast(below.count).joined(separator: "_"), below.reversed())
    }

    /// A text with the other names, at the same line.
    func callAsFunction(_ slice: SourceSlice) -> SourceSlice {
        if images.isEmpty { return slice }
        let text = slice.text
        let (line, column) = slice.source.position(of: slice.range.lowerBound)
        var result = String(repeating: "\n", count: line - 1) + String(repeating: " ", count: column - 1)
        let start = result.utf8.count
        var rewording = Rewording(of: slice, at: start)
        var rest = text[...]
        while let first = rest.first {
            guard first.isLetter else {
                result.append(rest.removeFirst())
                continue
            }
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let (image, before) = (renamed(String(word)), result.utf8.count)
            result += image
            if image != word { rewording.add(before..<before + image.utf8.count, for: word.utf8.count) }
            rest = rest.dropFirst(word.count)
        }
        let moved = SourceText(result, name: slice.source.name, of: rewording)
        return SourceSlice(moved, start..<moved.utf8.count)
    }

    /// A name with what stands below it: the longest part of it that has another name, and its indices.
    private func renamed(_ word: String) -> String {
        let parts = word.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
        for count in stride(from: parts.count, to: 0, by: -1) {
            let name = parts[..<count].joined(separator: "_")
            let isIndex = count == 1 && indices.contains(name)
            guard !isIndex, let image = images[name] else { continue }
            return ([image] + parts[count...].map(index)).joined(separator: "_")
        }
        return ([index(parts[0])] + parts.dropFirst().map(index)).joined(separator: "_")
    }

    /// An index, or several of one letter each.
    private func index(_ word: String) -> String {
        if indices.contains(word) { return images[word] ?? word }
        let letters = word.map(String.init)
        guard letters.count > 1, letters.allSatisfy(indices.contains) else { return word }
        return letters.map { images[$0] ?? $0 }.joined(separator: "_")
    }
}
