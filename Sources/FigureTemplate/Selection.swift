import Diagnostics

/// What a figure takes of something: all of it, none of it, or what is named.
public enum Selection: Sendable {
    /// With its place in the template, if it is written there.
    case all(SourceSlice? = nil)
    case none
    case some([SourceSlice])

    init(_ node: TemplateNode, of what: String) throws {
        let items = try node.items.map { try $0.text(what) }
        switch items.map(\.text) {
        case ["all"]: self = .all(items[0])
        case ["yes"], ["true"]: throw items[0].error("unexpected ‘\(items[0].text)’", suggestion: "write ‘all’")
        case ["no"], ["false"]:
            throw items[0].error("unexpected ‘\(items[0].text)’", suggestion: "write ‘none’")
        case ["none"], []: self = .none
        default: self = .some(items)
        }
    }

    /// The functions that are drawn as one node: `closed` for all, `open` for none, or their names.
    init(functions node: TemplateNode) throws {
        let items = try node.items.map { try $0.text("a function’s name") }
        switch items.map(\.text) {
        case ["closed"]: self = .all(items[0])
        case ["open"], []: self = .none
        default: self = .some(items)
        }
    }
}
