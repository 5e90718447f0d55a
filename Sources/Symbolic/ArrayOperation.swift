/// What is done to whole arrays: how a formula without indices is written. What it means is said with indices, see
/// `Syntax.Kind.arrays`.
public enum ArrayOperation: Hashable, Sendable {
    /// X @ W, set as XW.
    case matrixProduct
    /// Of arrays of one shape, or of one that is repeated over the other: X ⊙ Y.
    case elementwiseProduct
    /// X', set as Xᵀ.
    case transpose
    /// One row of an array: (X − Y)_n.
    case row(String)
    /// A series over the last axis, as functions take it; the same for all its values, if the axis is kept: what softmax divides
    /// by. Not written by itself.
    case overLastAxis(Series, keepsAxis: Bool)
}
