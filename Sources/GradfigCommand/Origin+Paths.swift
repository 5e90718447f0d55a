import Foundation
import Gradfig

extension Origin {
    /// A source as seen from the folder of what is made from it: where both are moved together, it is the same.
    init(of path: String, asSeenFrom folder: String, as form: String = "") {
        let source = Self.location(path)
        let folder = Self.location(folder)
        let common = zip(source.dropLast(), folder).prefix { $0 == $1 }.count
        let way = Array(repeating: "..", count: folder.count - common) + source.dropLast().dropFirst(common)
        self.init(folder: way.joined(separator: "/"), name: source.last ?? "", form: form)
    }

    private static func location(_ path: String) -> [String] {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().pathComponents
    }
}
