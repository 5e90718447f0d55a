import Symbolic

extension Model {
    /// Products of matrices with more values than this are no grid that one could read.
    private static let largestGrid = 36

    /// The same model; all values of an index are drawn as one where lanes would show each product of large matrices, or more
    /// than can be told apart.
    package func rollingUpLargeArrays() -> Model {
        // So that most models need no more than a look at their indices.
        guard shapes.isEmpty, indices.contains(where: { $0.range.length > 3 }), hasLargeArray else {
            return self
        }
        let model = rolledUp()
        guard let scope = try? Scope(model), let network = try? Network(scope, Axes(scope)),
            (try? network.checkAlike(scope)) != nil
        else { return self }
        return model
    }

    private var hasLargeArray: Bool {
        guard let reader = try? FormulaReader(self) else { return false }
        let ranges = Dictionary(
            indices.map { ($0.name.trimmed.text, $0.range) }, uniquingKeysWith: { first, _ in first })
        return layers.flatMap(\.equationLines).contains { line in
            guard let right = (try? reader.equation(line))?.right.root else { return false }
            return right.size(ranges) > Scope.maximumSize || right.hasLargeProduct(ranges, Model.largestGrid)
        }
    }
}

extension Syntax {
    /// Whether a sum or product takes more values of an array with several indices than some.
    fileprivate func hasLargeProduct(_ ranges: [String: ClosedRange<Int>], _ most: Int) -> Bool {
        var isLarge = false
        forEachReference { reference, _, bound in
            let names = Set(reference.indices.flatMap(\.names))
            if names.count < 2 || names.isDisjoint(with: bound) { return }
            var count = 1
            for name in names where count <= most { count *= min(ranges[name]?.length ?? 1, most + 1) }
            isLarge = isLarge || count > most
        }
        return isLarge
    }
}
