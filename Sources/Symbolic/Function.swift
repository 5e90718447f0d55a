import Glibc

/// A function of one argument. Each is its value and its derivative, side by side in `rule`.
public enum Function: String, CaseIterable, Hashable, Sendable {
    case exp, log, sqrt, sin, cos, tan, sinh, cosh, tanh

    public var name: String { rawValue }

    /// The derivative is written with x, the argument, and z, the function's own value, whichever is shorter.
    private func rule(_ x: Expression, _ z: Expression) -> (value: (Double) -> Double, derivative: Expression) {
        switch self {
        case .exp: ({ Glibc.exp($0) }, z)
        case .log: ({ Glibc.log($0) }, 1 / x)
        case .sqrt: ({ $0.squareRoot() }, 1 / (2 * z))
        case .sin: ({ Glibc.sin($0) }, .function(.cos, x))
        case .cos: ({ Glibc.cos($0) }, -.function(.sin, x))
        case .tan: ({ Glibc.tan($0) }, 1 + z * z)
        case .sinh: ({ Glibc.sinh($0) }, .function(.cosh, x))
        case .cosh: ({ Glibc.cosh($0) }, .function(.sinh, x))
        case .tanh: ({ Glibc.tanh($0) }, 1 - z * z)
        }
    }

    public func value(_ argument: Double) -> Double { rule(0, 0).value(argument) }

    /// dz/dx of z = f(x), as a formula of x and z.
    public func derivative(_ x: Expression, _ z: Expression) -> Expression { rule(x, z).derivative }
}

/// `base` to the power of `exponent`, as `pow` of C gives it.
public func raise(_ base: Double, to exponent: Double) -> Double { Glibc.pow(base, exponent) }
