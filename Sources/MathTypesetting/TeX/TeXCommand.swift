/// What a TeX command does.
enum TeXCommand: Sendable {
    /// A character, of its class in mathematics.
    case symbol(Unicode.Scalar)
    /// A character of another class.
    case classedSymbol(AtomClass, Unicode.Scalar)
    case space(Em)
    case function(String, limits: Bool)
    /// The upright name in its argument; with a star it takes limits.
    case operatorName
    /// The words in its argument.
    case text
    /// Its argument in an alphabet.
    case alphabet(Alphabet)
    /// Its argument as an atom of a class.
    case atom(AtomClass)
    case accent(Unicode.Scalar, isWide: Bool)
    case overline
    case underline
    /// Its two arguments as a fraction, in a style of its own where there is one.
    case fraction(MathStyle?)
    case radical
    /// What follows in its group, in a style.
    case style(MathStyle)
    /// A delimiter of a size, as an atom of a class: around a formula so tall.
    case sizedDelimiter(AtomClass, covering: Em)
    case left
    case right
    case begin
    case end
    case newRow
}
