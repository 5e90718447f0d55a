import ComputationalGraph
import Diagnostics
import Symbolic

/// What a figure's graph is of a template's model.
public struct ModelView: Hashable, Sendable {
    /// How many values the first index takes, if not as many as in the template.
    public var classes: ClassCount?
    /// How many values there are of what has any number in the template, where lists of numbers tell it, by what the last is
    /// called.
    public var lastValues: [String: Int] = [:]
    /// The indices that are rolled up: an operation on all their values is one node; nil for those of the model.
    public var rolledUp: Set<String>?
    /// The layers of the model that the graph is an excerpt of, where the gradients that come back from outside them are
    /// symbols; nil for the whole graph.
    public var excerpt: [Int]?

    /// The functions that are drawn as one node each, if any.
    package var drawnFunctions: Functions.Selected?

    public init() {}
}

extension FigureSpecification {
    /// The functions that the figure draws as one node each, if any.
    package var drawnFunctions: Functions.Selected? {
        switch closedFunctions {
        case .none: nil
        case .all: .all
        case .some(let places): .some(Set(places.map(\.text.nameInFormulas)))
        }
    }

    /// The indices of a model that the figure draws no lanes of; nil where these are the model's own.
    ///
    /// - Throws: `Diagnostic` for an index that the model doesn't have.
    public func rolledUp(of model: Model) throws -> Set<String>? {
        let names = model.indices.map(\.name.trimmed.text)
        var rolledUp = Set(names)
        switch lanes {
        case .all(nil): return nil
        case .all: rolledUp = []
        case .none: break
        case .some(let lanes):
            let list = names.map { "‘\($0)’" }.joined(separator: ", ")
            let known = names.count == 1 ? "there is the index \(list)" : "the indices are \(list)"
            let wrong = lanes.filter { !names.contains($0.text) }.map { lane in
                lane.error(
                    "there is no index ‘\(lane.text)’",
                    suggestion: didYouMean(lane.text, among: names) ?? (names.isEmpty ? nil : known))
            }
            if let failure = Failures.any(wrong) { throw failure }
            rolledUp.subtract(lanes.map(\.text))
        }
        // The same graph is not derived twice.
        return rolledUp == Set(model.indices.filter(\.isRolledUp).map(\.name.trimmed.text)) ? nil : rolledUp
    }
}
