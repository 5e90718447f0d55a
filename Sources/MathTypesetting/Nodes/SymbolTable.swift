/// The characters that are no ordinary atoms (after the tables of The TeXbook, appendix F).
enum SymbolTable {
    private static let members: [(AtomClass, String)] = [
        (.operator, "∑∏∐∫∬∭∮⋀⋁⋂⋃⨀⨁⨂⨄⨆"),
        (.binary, "+−±∓×÷⋅·∗∘∙•⋆∖⊕⊖⊗⊘⊙∧∨∩∪⊎⊓⊔†‡"),
        (.relation, "=≠<>≤≥≪≫≈≃≅≡∼∝≺≻⪯⪰⊂⊃⊆⊇⊊⊋∈∉∋∣∥⊥⊢⊣⊨≍≐≔:→←↔⇒⇐⇔↦⟶⟵⟷⟹⟸⟺⟼↪↩⇀⇁↼↽⇌↑↓↕⇑⇓⇕↗↘↖↙"),
        (.opening, "([{⟨⌈⌊"),
        (.closing, ")]}⟩⌉⌋!?"),
        (.punctuation, ",;"),
        (.inner, "⋯…⋱"),
    ]

    private static let classes: [Unicode.Scalar: AtomClass] = {
        var classes: [Unicode.Scalar: AtomClass] = [:]
        for (atomClass, symbols) in members {
            for symbol in symbols.unicodeScalars { classes[symbol] = atomClass }
        }
        return classes
    }()

    static func atomClass(of symbol: Unicode.Scalar) -> AtomClass { classes[symbol] ?? .ordinary }

    /// The integrals, whose limits stand at their side in every style (The TeXbook, chapter 17, `\nolimits`).
    static func hasLimitsAtSide(_ symbol: Unicode.Scalar) -> Bool { "∫∬∭∮".unicodeScalars.contains(symbol) }

    /// The sign that is meant by a character of the keyboard.
    static func sign(for typed: Unicode.Scalar) -> Unicode.Scalar {
        switch typed {
        case "-": "−"
        case "*": "∗"
        case "'": "′"
        default: typed
        }
    }
}
