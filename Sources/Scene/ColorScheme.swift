/// Which of an ink's two colours a drawing has.
public enum ColorScheme: String, CaseIterable, Hashable, Sendable {
    case light, dark
}
