/// Several errors at once: what is wrong in each of several inputs.
public struct Failures: Error {
    /// At least two, in the order of the inputs.
    public let errors: [any Error]
    /// How many more there are: nobody reads more than some at once.
    public let untold: Int

    /// Errors as one: themselves if there are several, the one if there is one, nil if there is none. What is wrong in several
    /// ways alike is told once.
    ///
    /// - Parameter most: how many are told.
    public static func any(_ errors: [any Error], most: Int = .max) -> (any Error)? {
        guard errors.count > 1 else { return errors.first }
        let others = errors.compactMap { ($0 as? Failures)?.untold }.reduce(0, +)
        var seen: Set<String> = []
        let errors = errors.flatMap { ($0 as? Failures)?.errors ?? [$0] }.filter {
            seen.insert("\($0)").inserted
        }
        guard errors.count > 1 else { return errors.first }
        let told = Array(errors.prefix(most))
        return Failures(errors: told, untold: errors.count - told.count + others)
    }

    /// The same errors told otherwise.
    package func map(_ image: (any Error) -> any Error) -> Failures {
        Failures(errors: errors.map(image), untold: untold)
    }
}

extension Collection {
    /// Maps all elements, also after one has failed.
    ///
    /// - Throws: the error if there is one, `Failures` if there are more.
    public func mapCollectingFailures<Value>(_ transform: (Element) throws -> Value) throws -> [Value] {
        try map { element in Result { try transform(element) } }.collectingFailures()
    }

    /// The values of results.
    ///
    /// - Throws: the error if there is one, `Failures` if there are more.
    package func collectingFailures<Value>() throws -> [Value] where Element == Result<Value, any Error> {
        let errors: [any Error] = compactMap { result in
            guard case .failure(let error) = result else { return nil }
            return error
        }
        if let failure = Failures.any(errors) { throw failure }
        return try map { try $0.get() }
    }
}
