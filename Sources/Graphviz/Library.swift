import CGraphviz
import CGraphvizPlugin
import Synchronization

/// cgraph and gvc: one library for the process, whose state is global, so one caller at a time is inside it.
enum Library {
    private static let lock = Mutex(())
    /// Made once and kept: making it reads the list of installed plugins. Unsafe, so used under the lock only.
    nonisolated(unsafe) private static let context = gvp_context()!

    /// Runs `body` alone in the library, with Graphviz's context, and `call` hearing what Graphviz says.
    ///
    /// Neither `body` nor a callback may come back here: the lock is not recursive.
    static func enter<Value, Failure>(
        _ call: Call = Call(), _ body: (_ context: OpaquePointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        // What the lock's closure returns would have to be sendable; pointers are not.
        var outcome: Result<Value, Failure>?
        lock.withLock { _ in
            call.listen {
                outcome = Result { () throws(Failure) in try body(context) }
            }
        }
        return try outcome!.get()
    }
}
