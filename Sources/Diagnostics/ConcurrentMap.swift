import Dispatch
import Synchronization

/// Maps on all processors; the results are in order. Of several errors the first in order is thrown.
package func concurrentMap<Element: Sendable, Value: Sendable, Failure>(
    _ elements: [Element], _ transform: @Sendable (Element) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    try concurrentResults(elements, transform).map { result throws(Failure) in try result.get() }
}

/// Maps on all processors, also after one element has failed; the results are in order.
package func concurrentResults<Element: Sendable, Value: Sendable, Failure>(
    _ elements: [Element], _ transform: @Sendable (Element) throws(Failure) -> Value
) -> [Result<Value, Failure>] {
    let results = Mutex([Result<Value, Failure>?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { ordinal in
        // Of graphs that grow the last takes longest.
        let index = elements.count - 1 - ordinal
        let result = Result { () throws(Failure) in try transform(elements[index]) }
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
}
