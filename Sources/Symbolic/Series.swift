/// What runs over an axis: ∑ or ∏, written `sum_k` and `prod_k`.
public enum Series: String, Hashable, Sendable {
    case sum, product = "prod"
}
