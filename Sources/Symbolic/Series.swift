/// What runs over an axis: ∑, ∏ or the mean, written `sum_k`, `prod_k` and `mean_k`.
public enum Series: String, CaseIterable, Hashable, Sendable {
    case sum, product = "prod"
    /// In formulas as they are typed; else it is the sum over the number of values.
    case mean

    /// What it is of single values.
    package var operation: Operation {
        switch self {
        case .sum: .sum
        case .product: .product
        case .mean: .mean
        }
    }
}
