import CGraphviz
import Synchronization

/// Graphviz keeps its state in global variables: everything that calls it takes turns here.
///
/// Errors that Graphviz reports meanwhile are collected, not printed.
func withGraphviz<Value>(_ work: () throws(GraphvizError) -> Value) throws(GraphvizError) -> Value {
    let messages = ErrorMessages.shared
    return try messages.lock.withLock { (_) throws(GraphvizError) -> Value in
        messages.texts = []
        agseterrf { message in
            if let message { ErrorMessages.shared.texts.append(String(cString: message)) }
            return 0
        }
        defer { agseterrf(nil) }
        return try work()
    }
}

/// The error for a call that failed: what Graphviz said, or what was tried. Call only inside `withGraphviz`.
func failure(_ attempt: String) -> GraphvizError {
    let said = ErrorMessages.shared.texts.joined().split(whereSeparator: \.isNewline).joined(separator: "; ")
    return GraphvizError(description: said.isEmpty ? "\(attempt) failed" : "\(attempt): \(said)")
}

private final class ErrorMessages: Sendable {
    static let shared = ErrorMessages()
    let lock = Mutex(())
    /// Touched only by who holds the lock: Graphviz's error function has no argument to carry them.
    nonisolated(unsafe) var texts: [String] = []
}
