import CMarkGFM

/// A document as cmark-gfm reads it: CommonMark with GitHub's tables, strikethrough and task lists.
///
/// Of its positions only the lines of blocks are used: those of inlines are wrong behind a line break.
final class SyntaxTree {
    private let root: OpaquePointer

    private static let extensions = ["table", "strikethrough", "tasklist"]
    /// Registering is not safe from two threads; a static constant is made once.
    private static let areExtensionsRegistered: Void = cmark_gfm_core_extensions_ensure_registered()

    init(_ utf8: [UInt8]) {
        Self.areExtensionsRegistered
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        for name in Self.extensions where name != "table" || !Self.hasExcessiveTable(utf8) {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        utf8.withUnsafeBytes { bytes in
            cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        root = cmark_parser_finish(parser)
    }

    deinit { cmark_node_free(root) }

    /// Whether a table could have more cells than fit the memory: cmark-gfm fills every row up to the table’s columns,
    /// whatever their number (until version 0.29.0.gfm.10), so that a small file is enough. Or whether it could take
    /// minutes: for each cell of a row it goes through those before. Such a file has no tables.
    private static func hasExcessiveTable(_ utf8: [UInt8]) -> Bool {
        var mostColumns = 0
        var lines = 0
        var columns = 1
        var work = 0
        // The row below a table's head says how many columns there are.
        var isDelimiterRow = true
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "|"): columns += 1
            case UInt8(ascii: "\n"):
                if isDelimiterRow { mostColumns = max(mostColumns, columns) }
                work += columns * columns
                (lines, columns, isDelimiterRow) = (lines + 1, 1, true)
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"),
                0x0D:
                break
            default: isDelimiterRow = false
            }
        }
        return mostColumns > 1 && (mostColumns * lines > 10_000_000 || work > 500_000_000)
    }

    /// The nodes of a type, in the order of the text.
    func nodes(_ type: cmark_node_type) -> [SyntaxNode] {
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        var nodes: [SyntaxNode] = []
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let pointer = cmark_iter_get_node(iterator) else { continue }
            let node = SyntaxNode(pointer: pointer, tree: self)
            if node.type == type { nodes.append(node) }
        }
        return nodes
    }

    /// Puts HTML in a node's place.
    func replace(_ node: SyntaxNode, with html: String, as type: cmark_node_type) {
        let replacement = cmark_node_new(type)
        cmark_node_set_literal(replacement, html)
        if cmark_node_replace(node.pointer, replacement) == 1 {
            cmark_node_free(node.pointer)
        } else {
            cmark_node_free(replacement)
        }
    }

    /// Puts HTML before the text of a node.
    func prepend(_ html: String, to node: SyntaxNode) {
        let inline = cmark_node_new(CMARK_NODE_HTML_INLINE)
        cmark_node_set_literal(inline, html)
        if cmark_node_prepend_child(node.pointer, inline) == 0 { cmark_node_free(inline) }
    }

    func remove(_ node: SyntaxNode) {
        cmark_node_unlink(node.pointer)
        cmark_node_free(node.pointer)
    }

    /// The document as HTML, with the HTML that it holds itself.
    func html() -> String {
        guard let text = cmark_render_html(root, CMARK_OPT_UNSAFE, nil) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }
}
