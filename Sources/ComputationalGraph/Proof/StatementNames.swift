import Diagnostics
import Symbolic

/// What the names of a statement are: values of the model, names of the statement's own, indices, or the number of
/// classes.
final class StatementNames {
    /// The formulas that define names of the statement's own.
    private(set) var definitions: [String: Syntax] = [:]
    /// The indices that are open, in order of appearance: the statement is about each of their values.
    private(set) var openIndices: [String] = []
    private(set) var mentionsModel = false
    private(set) var mentionsClassCount = false
    /// Whether the statement itself says how many classes there are.
    private(set) var saysClassCount = false
    let scope: Scope
    let gradients: GradientNames

    /// What the number of classes is called, unless the model has a value of that name.
    private static let classCount = "n"

    init(_ statement: Statement, in scope: Scope, _ gradients: GradientNames) {
        self.scope = scope
        self.gradients = gradients
        for index in statement.parts.flatMap(\.formulas).flatMap(\.freeIndices) { open(index) }
        for formula in statement.parts.flatMap(\.formulas) {
            formula.root.forEachReference { reference, _, bound in
                if bound.contains(reference.name), reference.indices.isEmpty { return }
                if !isOwn(reference) || isLoss(reference) {
                    mentionsModel = true
                } else if isClassCount(reference) {
                    mentionsClassCount = true
                } else if scope.ranges[reference.name] != nil {
                    open(reference.name)
                }
            }
            formula.root.forEachSeries { _, _, _, _ in mentionsModel = true }
        }
        for case .chain(let formulas) in statement.parts where formulas.count > 1 {
            if formulas.contains(where: { formula in
                if case .symbol(let reference) = formula.root.kind { isClassCount(reference) } else { false }
            }) {
                saysClassCount = true
            }
            guard case .symbol(let left) = formulas[0].root.kind, isOwn(left), !isClassCount(left),
                scope.ranges[left.name] == nil
            else { continue }
            definitions[left.name] = definitions[left.name] ?? formulas[1].root
        }
    }

    private func open(_ index: String) {
        if !openIndices.contains(index) { openIndices.append(index) }
    }

    /// Whether a name without an index is none of the model's: `y` beside the model's `y_k`, too.
    func isOwn(_ reference: Syntax.Reference) -> Bool {
        reference.indices.isEmpty && scope.declarations[reference.name]?.pattern.indices.isEmpty != true
            && scope.indexOfLastValue(named: reference) == nil
            && gradients.gradient(called: Symbol(reference.name)) == nil
    }

    /// Whether a name is that of the loss in ∂L/∂y, where the model has none.
    func isLoss(_ reference: Syntax.Reference) -> Bool {
        reference.indices.isEmpty && reference.name == gradients.loss && !gradients.hasLoss
            && scope.declarations[reference.name] == nil && definitions[reference.name] == nil
    }

    func isClassCount(_ reference: Syntax.Reference) -> Bool {
        reference.name == Self.classCount && isOwn(reference) && !scope.model.indices.isEmpty
    }
}
