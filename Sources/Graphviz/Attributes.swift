/// A list of cgraph attributes: names and values, in order, each name once.
public struct Attributes: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public let name: String
        public var value: String
    }

    public private(set) var entries: [Entry] = []

    public init() {}

    /// The value of an attribute; nil if the list does not hold it. A new one goes to the end.
    public subscript(name: String) -> String? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(name: name, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension Attributes: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }
}
