/// The letter that a name is the name of: `theta` is θ, `Theta` is Θ. A capital that looks like a Latin one is none.
package func greekLetter(named name: String) -> Unicode.Scalar? {
    greek[name]
}

/// The name of a letter: σ is `sigma`.
func nameOfGreekLetter(_ letter: Character) -> String? {
    variants[letter] ?? greek.first { $0.value == letter.unicodeScalars.first }?.key
}

extension String {
    /// A name as formulas have it: σ_t is `sigma_t`.
    package var nameInFormulas: String {
        split(separator: "_", omittingEmptySubsequences: false).map { word in
            word.count == 1 ? nameOfGreekLetter(word.first!) ?? String(word) : String(word)
        }.joined(separator: "_")
    }
}

private let variants: [Character: String] = [
    "ε": "epsilon", "φ": "phi", "ϑ": "theta", "ϱ": "rho", "ς": "sigma", "\u{B5}": "mu", "∆": "Delta",
]

/// Whether a name is written as a word: upright, and apart from its neighbours.
func isWord(_ name: String) -> Bool {
    name.unicodeScalars.count > 1 && greek[name] == nil && name.texOfName == nil
}

private let greek: [String: Unicode.Scalar] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
]
