import CGraphviz
import CGraphvizPlugin

// Names and attributes of cgraph's objects. Only for use inside the library.

/// The first character of the names that cgraph makes up.
let madeUpPrefix = UInt8(ascii: "%")

/// The name of a graph, a subgraph or a node; empty if it has none.
func name(of object: UnsafeMutableRawPointer) -> String {
    guard let name = agnameof(object), name.pointee != CChar(madeUpPrefix) else { return "" }
    return String(cString: name)
}

func edgeName(of object: UnsafeMutableRawPointer) -> EdgeName {
    let edge = object.assumingMemoryBound(to: Agedge_t.self)
    // In an undirected graph an edge may be met from its head.
    return EdgeName(
        tail: name(of: gvp_tail(edge)), head: name(of: gvp_head(edge)),
        key: agnameof(object).map { String(cString: $0) })
}

/// The attributes of an object that are not empty, its defaults among them, by name.
func attributes(of object: UnsafeMutableRawPointer) -> Attributes {
    var attributes = Attributes()
    let kind = agobjkind(object)
    var symbol = agnxtattr(agroot(object), kind, nil)
    while let found = symbol {
        if let value = agxget(object, found), value.pointee != 0 {
            let name = String(cString: found.pointee.name)
            attributes[name] = PlainText.unescaped(String(cString: value), of: name)
        }
        symbol = agnxtattr(agroot(object), kind, found)
    }
    return attributes
}

/// The value of one attribute as it is stored; empty if it has none.
func attribute(_ name: String, of object: UnsafeMutableRawPointer) -> String {
    withCText(name) { agget(object, $0) }.map { String(cString: $0) } ?? ""
}

/// Sets an attribute of one object to a value as it is to be stored; `graph` is the root.
func storeAttribute(
    _ name: String, _ value: String, of object: UnsafeMutableRawPointer,
    in graph: UnsafeMutablePointer<Agraph_t>
) {
    let symbol = declaredAttribute(name, of: agobjkind(object), in: graph)
    _ = withCText(value) { agxset(object, symbol, $0) }
}

/// An attribute of a kind of objects, declared on the root if it is not yet: agsafeset would give it to a subgraph's own
/// defaults.
func declaredAttribute(
    _ name: String, of kind: Int32, in graph: UnsafeMutablePointer<Agraph_t>
) -> UnsafeMutablePointer<Agsym_t> {
    withCText(name) { name in
        agattr(graph, kind, name, nil) ?? withCText("") { agattr(graph, kind, name, $0) }
    }
}

/// Runs `body` with a C string; cgraph's parameters are not const, but it copies.
func withCText<Value>(_ text: String, _ body: (UnsafeMutablePointer<CChar>) throws -> Value) rethrows -> Value {
    try text.withCString { try body(UnsafeMutablePointer(mutating: $0)) }
}
