/// The letter that a name is the name of: `theta` is θ.
func greekLetter(named name: String) -> Unicode.Scalar? {
    guard let letter = smallGreek[name.lowercased()] else { return nil }
    if name == name.lowercased() { return letter }
    let capital = String(letter).uppercased().unicodeScalars
    return name == name.prefix(1).uppercased() + name.dropFirst().lowercased() && capital.count == 1
        ? capital.first : nil
}

private let smallGreek: [String: Unicode.Scalar] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "chi": "χ", "psi": "ψ", "omega": "ω",
]
