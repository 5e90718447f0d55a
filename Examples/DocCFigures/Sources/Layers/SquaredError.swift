import Foundation

/// Half the sum of the squared differences of outputs and labels.
public enum SquaredError {
    public static func forward(_ y: [Double], labels t: [Double]) -> Double {
        zip(y, t).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) / 2
    }

    /// The layer's figure, as SVG: a resource that the build makes of `squared-error.gradfig.yaml`.
    public static var figure: URL? {
        Bundle.module.url(forResource: "squared-error", withExtension: "svg", subdirectory: "squared-error")
    }
}
