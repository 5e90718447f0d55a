import CGraphviz
import Glibc

/// A directed cgraph graph with its attributes. Attribute values are plain text, labels included.
public final class Graph {
    let handle: UnsafeMutablePointer<Agraph_t>

    public init(name: String) throws(GraphvizError) {
        handle = try withGraphviz { () throws(GraphvizError) in
            guard let handle = cgraph_open(name) else { throw failure("making a graph") }
            return handle
        }
    }

    deinit {
        _ = try? withGraphviz { agclose(handle) }
    }

    /// Sets attributes of the graph.
    public func set(_ attributes: KeyValuePairs<String, String>) throws(GraphvizError) {
        try withGraphviz { () throws(GraphvizError) in apply(Array(attributes), to: handle) }
    }

    /// Adds a node.
    public func addNode(_ name: String, _ attributes: [(key: String, value: String)]) throws(GraphvizError) {
        try withGraphviz { () throws(GraphvizError) in
            guard let node = cgraph_node(handle, name, 1) else { throw failure("adding the node \(name)") }
            apply(attributes, to: node)
        }
    }

    /// Adds an edge between nodes that are there. Several edges between two nodes are told apart by their keys.
    public func addEdge(
        from tail: String, to head: String, key: String, _ attributes: [(key: String, value: String)]
    ) throws(GraphvizError) {
        try withGraphviz { () throws(GraphvizError) in
            guard let tail = cgraph_node(handle, tail, 0), let head = cgraph_node(handle, head, 0),
                let edge = cgraph_edge(handle, tail, head, key)
            else { throw failure("adding the edge \(key)") }
            apply(attributes, to: edge)
        }
    }

    /// Adds a cluster of nodes that are there. Graphviz asks that its name begin with `cluster`.
    public func addCluster(
        _ name: String, nodes: [String], _ attributes: [(key: String, value: String)]
    ) throws(GraphvizError) {
        try withGraphviz { () throws(GraphvizError) in
            guard let cluster = cgraph_subgraph(handle, name) else {
                throw failure("adding the cluster \(name)")
            }
            for name in nodes {
                guard let node = cgraph_node(handle, name, 0) else { throw failure("finding the node \(name)") }
                agsubnode(cluster, node, 1)
            }
            apply(attributes, to: cluster)
        }
    }

    /// The graph in the DOT language.
    public func dot() throws(GraphvizError) -> String {
        try withGraphviz { () throws(GraphvizError) in
            var text: UnsafeMutablePointer<CChar>?
            var length = 0
            guard let file = open_memstream(&text, &length) else { throw failure("writing a graph") }
            let status = agwrite(handle, file)
            fclose(file)
            defer { free(text) }
            guard status == 0, let text else { throw failure("writing a graph") }
            return String(cString: text)
        }
    }

    private func apply(_ attributes: [(key: String, value: String)], to object: UnsafeMutableRawPointer) {
        for (key, value) in attributes {
            // In labels Graphviz reads HTML entities and backslash escapes.
            let isText = key == "label" || key == "tooltip"
            cgraph_set(object, key, isText ? escaped(value) : value)
        }
    }

    private func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "\\": escaped += "\\\\"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
