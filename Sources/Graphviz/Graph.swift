import CGraphviz
import CGraphvizPlugin
import Glibc

/// A cgraph graph: nodes, edges and subgraphs with their attributes.
///
/// Values of attributes are plain text: a label shows as it is given, whatever characters it holds. A text with a NUL
/// throws, and so does a name or value other than a label, id, tooltip or URL that DOT cannot write: one with an odd
/// number of backslashes before a quote or at its end. Names must not begin with `%`.
/// What the attributes mean: <https://graphviz.org/doc/info/attrs.html>.
public final class Graph {
    /// The kinds of objects that can have default attributes.
    public enum Kind { case nodes, edges }

    /// What Graphviz warned of when the graph was last laid out or drawn.
    public internal(set) var warnings: [String] = []
    let root: UnsafeMutablePointer<Agraph_t>
    /// The attributes that were set, so that none is looked up for each object anew.
    private var declared: [DeclaredAttribute: UnsafeMutablePointer<Agsym_t>] = [:]

    private struct DeclaredAttribute: Hashable {
        let name: String
        let kind: Int32
    }

    /// An empty graph. A strict one has no parallel edges.
    public init(name: String, directed: Bool = true, strict: Bool = false) throws {
        try checkName(name)
        root = Library.enter { _ in withCText(name) { gvp_graph($0, directed ? 1 : 0, strict ? 1 : 0)! } }
    }

    /// The one graph that a DOT text holds. Throws the first syntax error, with its line.
    public init(parsing dot: String) throws {
        let call = Call()
        root = try Library.enter(call) { _ in
            let graphs = readGraphs(dot)
            let error =
                call.messages.syntaxError
                ?? (graphs.isEmpty ? GraphvizError("the text holds no graph") : nil)
                ?? (graphs.count > 1 ? GraphvizError("the text holds more than one graph") : nil)
            guard let error else { return graphs[0] }
            for graph in graphs { agclose(graph) }
            throw error
        }
    }

    deinit { Library.enter { _ in _ = agclose(root) } }

    /// Sets an attribute of the graph. Subgraphs made later have it too, as in DOT.
    public func set(_ attribute: String, _ value: String) throws {
        var attributes = Attributes()
        attributes[attribute] = value
        try Library.enter { _ in try set(attributes, of: root) }
    }

    /// Sets what an attribute is on all nodes, or all edges, that do not say otherwise, those to come too.
    public func setDefault(_ attribute: String, _ value: String, of kind: Kind) throws {
        try checkName(attribute)
        let value = try PlainText.stored(value, for: attribute)
        Library.enter { _ in
            withCText(attribute) { attribute in
                _ = withCText(value) { agattr(root, kind == .nodes ? AGNODE : AGEDGE, attribute, $0) }
            }
        }
    }

    /// Adds a node; if there is one of that name, sets its attributes.
    public func addNode(_ name: String, _ attributes: Attributes = [:]) throws {
        try checkName(name)
        try Library.enter { _ in
            let node = withCText(name) { agnode(root, $0, 1)! }
            try set(attributes, of: node)
        }
    }

    /// Adds an edge between nodes that are there. Parallel edges have different keys, or none.
    ///
    /// With the key of an edge that is there, between the same nodes, sets that one's attributes.
    public func addEdge(
        from tail: String, to head: String, key: String? = nil, _ attributes: Attributes = [:]
    ) throws {
        if let key { try checkName(key) }
        try Library.enter { _ in
            let tailNode = try node(tail)
            let headNode = try node(head)
            let edge =
                if let key { withCText(key) { agedge(root, tailNode, headNode, $0, 1) } } else {
                    agedge(root, tailNode, headNode, nil, 1)
                }
            guard let edge else { throw GraphvizError("no edge can go from ‘\(tail)’ to ‘\(head)’") }
            try set(attributes, of: edge)
        }
    }

    /// Adds a subgraph of nodes that are there. A name that begins with `cluster` makes it a cluster: one that is
    /// drawn, with a label.
    public func addSubgraph(_ name: String, nodes: [String], _ attributes: Attributes = [:]) throws {
        try checkName(name)
        try Library.enter { _ in
            let members = try nodes.map(node)
            let subgraph = withCText(name) { agsubg(root, $0, 1)! }
            for member in members { agsubnode(subgraph, member, 1) }
            try set(attributes, of: subgraph)
        }
    }

    /// The graph as a DOT text, which other Graphviz programs read. The same calls give the same text.
    public func dot() -> String {
        Library.enter { _ in
            guard let text = gvp_write(root) else { fatalError("out of memory") }
            defer { free(text) }
            return String(cString: text)
        }
    }

    private func node(_ name: String) throws -> UnsafeMutablePointer<Agnode_t> {
        guard let node = withCText(name, { agnode(root, $0, 0) }) else {
            throw GraphvizError("no node is named ‘\(name)’")
        }
        return node
    }

    private func set(_ attributes: Attributes, of object: UnsafeMutableRawPointer) throws {
        for entry in attributes.entries {
            let value = try PlainText.stored(entry.value, for: entry.name)
            let key = DeclaredAttribute(name: entry.name, kind: agobjkind(object))
            var symbol = declared[key]
            if symbol == nil {
                try checkName(entry.name)
                symbol = declaredAttribute(entry.name, of: key.kind, in: root)
                declared[key] = symbol
            }
            _ = withCText(value) { agxset(object, symbol, $0) }
        }
    }
}

private func checkName(_ name: String) throws {
    try PlainText.check(name)
    if name.utf8.first == madeUpPrefix {
        throw GraphvizError("Graphviz keeps names like ‘\(name)’, which begin with a percent sign, for itself")
    }
}

/// All graphs of a text, up to the first error.
private func readGraphs(_ dot: String) -> [UnsafeMutablePointer<Agraph_t>] {
    dot.withCString { text in
        guard let reader = gvp_open_reader(text) else { return [] }
        defer { gvp_close_reader(reader) }
        var graphs: [UnsafeMutablePointer<Agraph_t>] = []
        // Read to the end: what is left would stand in the scanner before the next text.
        while let graph = gvp_read(reader) { graphs.append(graph) }
        return graphs
    }
}
