import CMarkGFM

/// A node of a syntax tree. It keeps the tree alive; a node that was replaced or removed is no more.
struct SyntaxNode {
    let pointer: OpaquePointer
    let tree: SyntaxTree

    var type: cmark_node_type { cmark_node_get_type(pointer) }
    var url: String { Self.string(cmark_node_get_url(pointer)) }
    var title: String { Self.string(cmark_node_get_title(pointer)) }
    var literal: String { Self.string(cmark_node_get_literal(pointer)) }
    var info: String { Self.string(cmark_node_get_fence_info(pointer)) }
    /// The line in which a block begins, counted from 1.
    var firstLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// The byte in its line at which a block begins, counted from 1.
    var firstColumn: Int { Int(cmark_node_get_start_column(pointer)) }

    /// How many characters a code block’s opening fence has; 0 where it is indented.
    var fenceLength: Int {
        var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
        return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0 ? Int(length) : 0
    }

    /// The nearest block around an inline.
    var block: SyntaxNode {
        var node = pointer
        while cmark_node_get_type(node).rawValue & UInt32(CMARK_NODE_TYPE_MASK)
            == UInt32(CMARK_NODE_TYPE_INLINE),
            let parent = cmark_node_parent(node)
        {
            node = parent
        }
        return SyntaxNode(pointer: node, tree: tree)
    }

    /// Whether there are others in its container, before it or behind it.
    var hasPrevious: Bool { cmark_node_previous(pointer) != nil }
    var hasNext: Bool { cmark_node_next(pointer) != nil }

    var firstChild: SyntaxNode? { cmark_node_first_child(pointer).map { SyntaxNode(pointer: $0, tree: tree) } }

    /// The text of a block of HTML that is a `<title>` element, and nothing else.
    var titleElement: String? {
        let html = literal.split(separator: "\n").joined(separator: " ")
        guard html.hasPrefix("<title>"), html.hasSuffix("</title>") else { return nil }
        let text = html.dropFirst("<title>".count).dropLast("</title>".count)
        return text.contains("<") || text.isEmpty ? nil : String(text)
    }

    /// The text of a node without its marks, line breaks as blanks.
    var plainText: String {
        let iterator = cmark_iter_new(pointer)
        defer { cmark_iter_free(iterator) }
        var text = ""
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let pointer = cmark_iter_get_node(iterator) else { continue }
            let node = SyntaxNode(pointer: pointer, tree: tree)
            switch node.type {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: text += node.literal
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
            default: break
            }
        }
        return text
    }

    func setURL(_ url: String) { cmark_node_set_url(pointer, url) }

    private static func string(_ text: UnsafePointer<CChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }
}
