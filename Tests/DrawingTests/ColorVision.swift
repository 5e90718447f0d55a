import Foundation

@testable import Drawing

/// How a colour looks: to whom, or on paper printed in greys.
enum ColorVision: CaseIterable {
    case usual
    /// Without cones for long, medium or short waves.
    case protanopia, deuteranopia, tritanopia
    case grey

    /// WCAG 2.2, “contrast ratio”, of two colours as they look.
    func contrast(_ a: String, _ b: String) -> Double {
        let (low, high) = (min(luminance(a), luminance(b)), max(luminance(a), luminance(b)))
        return (high + 0.05) / (low + 0.05)
    }

    /// WCAG 2.2, “relative luminance”, of a colour as it looks.
    func luminance(_ digits: String) -> Double {
        let color = Color(hexadecimal: digits)
        let linear = [color.red, color.green, color.blue].map { component in
            let share = component / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        func weighted(_ row: [Double]) -> Double { zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 } }
        let seen = matrix.map { min(max(weighted($0), 0), 1) }
        return zip([0.2126, 0.7152, 0.0722], seen).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// What becomes of linear red, green and blue. For missing cones: Machado, Oliveira, Fernandes, A Physiologically-based
    /// Model for Simulation of Color Vision Deficiency, 2009, severity 1.
    private var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        case .deuteranopia:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        case .tritanopia:
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        case .grey: Array(repeating: [0.2126, 0.7152, 0.0722], count: 3)
        }
    }
}
