import Foundation

/// The sigmoid function of a number, and its gradient.
///
/// ![The computational graph of the sigmoid, with the gradient on each of its edges](sigmoid)
public struct Sigmoid: Sendable {
    public init() {}

    /// 1 / (1 + e⁻ˣ)
    public func forward(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// The gradient on the input.
    ///
    /// - Parameters:
    ///   - gradient: the gradient on the output.
    ///   - y: the output.
    public func backward(_ gradient: Double, output y: Double) -> Double { gradient * y * (1 - y) }
}
