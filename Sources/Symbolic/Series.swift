import Diagnostics

/// What runs over an axis: ∑, ∏, the mean and the extremes, written `sum_k`, `prod_k`, `mean_k`, `max_k` and `min_k`.
public enum Series: String, CaseIterable, Hashable, Sendable {
    case sum, product = "prod"
    /// In formulas as they are typed; else it is the sum over the number of values.
    case mean
    case max, min

    /// What it is of single values.
    package var operation: Operation {
        switch self {
        case .sum: .sum
        case .product: .product
        case .mean: .mean
        case .max: .max
        case .min: .min
        }
    }
}

extension Series {
    /// ∑ or ∏; nil where it is written by its name.
    package var bigOperator: Unicode.Scalar? {
        switch self {
        case .sum: "∑"
        case .product: "∏"
        case .mean, .max, .min: nil
        }
    }
}

extension Operation {
    /// What it is over an axis, if it is of any number of values.
    package var series: Series? { Series.allCases.first { $0.operation == self } }
}
