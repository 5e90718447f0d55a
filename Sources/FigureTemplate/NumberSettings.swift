import ComputationalGraph
import Diagnostics

/// Whether figures show numbers, and which: what a figure says of itself, a template of all its figures, and a command of
/// all.
public struct NumberSettings: Sendable {
    /// Numbers for inputs.
    public var at: InputNumbers?
    /// What is written on arrows, with where that is said.
    public var show: (content: Content, place: SourceSlice)?
    /// How many digits behind the point what is computed has.
    public var digits: Int?

    /// What is written on arrows.
    public enum Content: String, CaseIterable, Sendable {
        case symbols, numbers
        /// x = 2
        case both
    }

    public init() {}

    static let keys = ["at", "show", "digits"]

    /// - Parameter isShared: whether they are for several figures.
    init(_ fields: Fields, isShared: Bool) throws {
        at = try fields["at"].map { try InputNumbers($0, isShared: isShared) }
        show = try fields["show"].map { try Self.show($0.text("‘show’")) }
        digits = try fields["digits"].map { try Self.digits($0.text("‘digits’")) }
    }

    /// - Throws: a `Diagnostic` for a text that says nothing of this.
    public static func show(_ text: SourceSlice) throws -> (content: Content, place: SourceSlice) {
        guard let content = Content(rawValue: text.text) else {
            throw text.error(
                "‘show’ is symbols, numbers or both",
                suggestion: didYouMean(text.text, among: Content.allCases.map(\.rawValue)))
        }
        return (content, text)
    }

    /// - Throws: a `Diagnostic` for a text that is no possible number of digits.
    public static func digits(_ text: SourceSlice) throws -> Int {
        let possible = NumberFormat.possibleDigits
        guard let digits = Int(text.text), possible.contains(digits) else {
            throw text.error(
                "‘digits’ is how many digits computed numbers have behind the point, from \(possible.lowerBound) to "
                    + "\(possible.upperBound)")
        }
        return digits
    }

    /// What it says, without its places; different contents give different texts.
    package var content: [String] {
        [
            at.map { "at\($0.content)" }, show.map { "show\($0.content)" }, digits.map { "digits\($0)" },
        ].compactMap(\.self)
    }
}

extension InputNumbers {
    /// What they say, without their places.
    var content: String {
        entries.map { "\($0.name.text.utf8.count):\($0.name.text)\($0.value.content)" }.joined(separator: ",")
    }
}

extension InputNumbers.Value {
    fileprivate var content: String {
        switch self {
        case .number(_, let place): place.text
        case .list(let values, _): "[" + values.map(\.content).joined(separator: ",") + "]"
        }
    }
}
