import Dispatch
import Synchronization

/// Maps on all processors; the results are in order. Of several errors the first in order is thrown.
package func concurrentMap<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) throws -> Value
) throws -> [Value] {
    try concurrentResults(elements, transform).map { try $0.get() }
}

/// Maps on all processors, also after one element has failed; the results are in order.
package func concurrentResults<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) throws -> Value
) -> [Result<Value, any Error>] {
    let results = Mutex([Result<Value, any Error>?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { ordinal in
        // Of graphs that grow the last takes longest.
        let index = elements.count - 1 - ordinal
        let result = Result { try transform(elements[index]) }
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
}
