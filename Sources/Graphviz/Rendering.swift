import CGraphviz
import CGraphvizPlugin

extension Graph {
    /// Lays the graph out and draws it.
    ///
    /// - Parameters:
    ///   - engine: `nop2` takes the positions of nodes, edges and labels from the attributes `pos` and `lp`, and of
    ///     clusters from `bb`; `dot`, `neato` and the others find them.
    ///   - readsAttributes: Whether the events tell the objects' attributes, which takes time.
    ///   - measure: Measures each line of each label.
    /// - Throws: What Graphviz reports, a `GraphvizError`; or what `measure` threw.
    public func render(
        engine: String = "nop2", readsAttributes: Bool = true, measure: TextMeasure? = nil
    ) throws -> [DrawingEvent] {
        try withLayout(engine, Call(measure: measure, readsAttributes: readsAttributes)) { context, call in
            gvRenderContext(context, root, GVP_FORMAT, nil)
            return call.recorder.events
        }
    }

    /// Lays the graph out, and gives what `body` makes of it before the layout is freed.
    func withLayout<Value>(
        _ engine: String, _ call: Call, _ body: (_ context: OpaquePointer, Call) -> Value
    ) throws -> Value {
        defer { warnings = call.messages.warnings }
        return try Library.enter(call) { context in
            // gvLayout leaves a rounded bounding box in the graph's attribute.
            let box = attribute("bb", of: root)
            defer { storeAttribute("bb", box, of: root, in: root) }
            let status = engine.withCString { gvLayout(context, root, $0) }
            defer { gvp_free_layout(context, root, engine) }
            try call.check()
            guard status == 0 else { throw GraphvizError("the layout ‘\(engine)’ failed") }
            let value = body(context, call)
            try call.check()
            return value
        }
    }
}
