/// Which Gradfig this is.
public enum Release {
    /// Files that another version wrote are out of date.
    public static let version = "0.2.0"
}
