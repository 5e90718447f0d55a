import Symbolic

extension Symbol {
    /// The letter that the symbol's name is the name of: `theta` is θ.
    var greekLetter: Unicode.Scalar? {
        guard let letter = Self.smallGreek[name.lowercased()] else { return nil }
        if name == name.lowercased() { return letter }
        let capital = String(letter).uppercased().unicodeScalars
        return name == name.capitalizedFirst && capital.count == 1 ? capital.first : nil
    }

    private static let smallGreek: [String: Unicode.Scalar] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "zeta": "ζ", "eta": "η",
        "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
        "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "chi": "χ", "psi": "ψ", "omega": "ω",
    ]
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
