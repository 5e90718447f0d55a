import CGraphvizPlugin

/// One stay in the library: it measures, and hears of errors and of what is drawn.
final class Call {
    private(set) var messages = Messages()
    private(set) var recorder: Recorder
    private let measure: TextMeasure?
    /// The first error of a callback: nothing is thrown through C.
    private var failure: (any Error)?

    init(measure: TextMeasure? = nil, readsAttributes: Bool = true) {
        self.measure = measure
        recorder = Recorder(readsAttributes: readsAttributes)
    }

    /// Runs `body` with Graphviz's callbacks coming here.
    func listen(_ body: () -> Void) {
        withUnsafePointer(to: client) { client in
            gvp_set_client(client)
            body()
            gvp_set_client(nil)
        }
    }

    /// Throws what went wrong so far: the first error of a callback, or what Graphviz reported.
    func check() throws {
        if let failure { throw failure }
        if let error = messages.error { throw error }
    }

    /// Trampolines: each finds its call again and goes on there.
    private var client: gvp_client {
        gvp_client(
            state: Unmanaged.passUnretained(self).toOpaque(),
            message: { state, piece in call(state).messages.append(String(cString: piece!)) },
            measure: { state, text, fontSize, size in
                call(state).measured(String(cString: text!), fontSize, &size!.pointee) ? 1 : 0
            },
            begin_graph: { state, graph, page in call(state).recorder.beginGraph(graph!, page: page) },
            end_graph: { state in call(state).recorder.endGraph() },
            begin_object: { state, kind, object in call(state).recorder.begin(kind, object!) },
            end_object: { state, kind in call(state).recorder.end(kind) },
            shape: { state, shape, style, points, count in
                let points = UnsafeBufferPointer(start: points, count: Int(count))
                call(state).recorder.draw(shape, style, points)
            },
            text: { state, text, origin, justification, fontSize, width in
                call(state).recorder.draw(
                    String(cString: text!), at: origin, UInt8(bitPattern: justification), fontSize, width)
            })
    }

    private func measured(_ text: String, _ fontSize: Double, _ size: inout gvp_text_size) -> Bool {
        guard failure == nil, let measure else { return false }
        do {
            guard let measured = try measure(text, fontSize) else { return false }
            size = gvp_text_size(width: measured.width, height: measured.height, baseline: measured.baseline)
            return true
        } catch {
            failure = error
            return false
        }
    }
}

private func call(_ state: UnsafeMutableRawPointer?) -> Call {
    Unmanaged<Call>.fromOpaque(state!).takeUnretainedValue()
}
