/// What is behind a drawing.
public enum Background: Hashable, Sendable {
    /// Nothing: the drawing shows what it is laid upon.
    case transparent
    /// The colour of the ink `page`: white on a light page.
    case page
}
