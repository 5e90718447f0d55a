import Diagnostics

/// What calls stand for.
extension Functions {
    /// What a call stands for.
    ///
    /// - Parameter index: which of the arguments' indices the function's own is, where the call says it.
    func call(
        _ text: String, _ arguments: [Syntax], over index: String?, at place: SourceSlice
    ) throws -> Syntax {
        let function = functions[text]!
        guard arguments.count == function.parameters.count else {
            let count = function.parameters.count
            throw place.error(
                "‘\(text)’ takes \(count == 1 ? "one value" : "\(count) values"), not \(arguments.count)",
                suggestion: "it is \(text)(\(function.parameters.map(\.text).joined(separator: ", ")))")
        }
        var images: [String: String] = [:]
        for (parameter, argument) in zip(function.parameters, arguments) {
            try match(parameter, argument, function, over: index, &images)
        }
        try checkCapture(function, arguments, images)
        let pairs = function.indicesOfPairs
        if images.isEmpty, !function.indices.isEmpty {
            if !pairs.isEmpty {
                throw arguments[0].place.error(
                    "‘\(text)’ takes pairs of values, which an array without indices has not",
                    suggestion: "write this equation with indices")
            }
            try checkHasNoNumbers(function, arguments)
            return overLastAxis(isDefined(text) ? function : function.placed(at: place), arguments)
        }
        for (index, other) in pairs {
            if let image = images[other] { images[index] = indexOfPairs(index, with: image, arguments) }
        }
        let result = call(of: function, arguments, images, at: place)
        guard result.partCount <= Self.maximumPartCount else {
            throw place.error("‘\(text)’ stands for more than \(Self.maximumPartCount) parts here")
        }
        return result
    }

    /// What the index of a function's sum is called that runs over what another one does, which is open around it: as nothing else
    /// is, and differently for each of the indices that there are.
    private func indexOfPairs(_ index: String, with other: String, _ arguments: [Syntax]) -> String {
        let taken = declaredIndices.union(arguments.flatMap { $0.freeIndices + $0.boundIndices.map(\.index) })
        let letters = ([index] + "ijklmpqrstuvwxyz".map(String.init)).filter { !taken.contains($0) }
        let place = declaredIndices.sorted().firstIndex(of: other) ?? 0
        return letters[min(place, letters.count - 1)]
    }

    /// What a function of functions stands for can double with each.
    private static let maximumPartCount = 100_000

    /// Whether a function takes values without an index of its own.
    package func isOfSingleValues(_ name: String) -> Bool { functions[name]?.indices.isEmpty ?? false }

    /// What a call stands for in place of one of the same function with other arguments; nil for a function of values with an
    /// index.
    package func call(_ name: String, with arguments: [Syntax], at place: SourceSlice) -> Syntax? {
        guard let function = functions[name], function.indices.isEmpty else { return nil }
        return call(of: function, arguments, [:], at: place)
    }

    private func call(
        of function: Function, _ arguments: [Syntax], _ images: [String: String], at place: SourceSlice
    ) -> Syntax {
        let name = function.name
        let body = value(of: isDefined(name) ? function : function.placed(at: place), arguments, images)
        if function.isIdentity, drawn.contains(name) {
            return Syntax(.operation(.identity, [body]), at: place).standing(for: .function(name, arguments))
        }
        return body.standing(for: .function(name, arguments))
    }

    private func value(of function: Function, _ arguments: [Syntax], _ images: [String: String]) -> Syntax {
        let renamed = function.body.replacingIndices(images.mapValues(Syntax.Index.name))
        return renamed.replacingParts { part in
            guard case .symbol(let reference) = part.kind,
                let position = function.parameters.firstIndex(where: { $0.name == reference.name })
            else { return part }
            // The parameter at other indices than its own.
            let own = function.parameters[position].indices.compactMap { $0.name.flatMap { images[$0] } }
            let taken = Dictionary(zip(own, reference.indices), uniquingKeysWith: { $1 })
            return arguments[position].replacingIndices(taken).given(as: position, inPlaceOf: part)
        }
    }

    /// Of arrays without indices: the function's own is that of their last axis, which the value has as well, if it depends on
    /// the index.
    private func overLastAxis(_ function: Function, _ arguments: [Syntax]) -> Syntax {
        func called(_ part: Syntax, keepsAxis: Bool) -> Syntax {
            switch part.kind {
            case .symbol(let reference):
                return function.parameters.firstIndex { $0.name == reference.name }
                    .map { arguments[$0].given(as: $0, inPlaceOf: part) } ?? part
            case .series(let series, _, _, let operand):
                return part.with(
                    .arrays(
                        .overLastAxis(series, keepsAxis: keepsAxis), [called(operand, keepsAxis: true)]))
            case .operation(let operation, let operands):
                return part.with(.operation(operation, operands.map { called($0, keepsAxis: keepsAxis) }))
            case .number, .index, .arrays, .boundedSeries, .derivative: return part
            }
        }
        let body = called(function.body, keepsAxis: !function.body.freeIndices.isEmpty)
        return body.standing(for: .function(function.name, arguments))
    }

    /// Finds out which indices of an argument those of a parameter are.
    private func match(
        _ parameter: Syntax.Reference, _ argument: Syntax, _ function: Function, over index: String?,
        _ images: inout [String: String]
    ) throws {
        let own = parameter.indices.compactMap(\.name)
        if own.isEmpty { return }
        let open = hasAnyIndex ? argument.freeIndices : argument.freeIndices.filter(indices.contains)
        if hasArrays, open.isEmpty, index == nil, own.count == 1 { return }
        let taken = index.map { [$0] } ?? open
        guard own.count == taken.count, taken.allSatisfy(open.contains) else {
            throw argument.place.error(
                "‘\(function.name)’ takes values with \(own.count == 1 ? "an index" : "\(own.count) indices")",
                suggestion: spelling(of: function.name, argument, open, count: own.count))
        }
        for (name, image) in zip(own, taken) {
            guard images.updateValue(image, forKey: name) ?? image == image else {
                throw argument.place.error(
                    "‘\(name)’ of ‘\(function.name)’ would be two indices",
                    suggestion: "the arguments have the same")
            }
        }
    }

    /// How a call says which index is the function's own, where its argument has none, or too many.
    private func spelling(
        of function: String, _ argument: Syntax, _ open: [String], count: Int
    ) -> String? {
        guard count == 1 else { return nil }
        if open.count > 1 {
            return "say over which, as in ‘\(function)_\(open.last!)(\(argument.place.text))’"
        }
        guard open.isEmpty, indices.count == 1, case .symbol(let reference) = argument.kind,
            reference.indices.isEmpty
        else { return nil }
        return "as in ‘\(function)(\(reference.name)_\(indices.first!))’"
    }

    /// Arrays without indices have none that could be a number.
    private func checkHasNoNumbers(_ function: Function, _ arguments: [Syntax]) throws {
        try function.body.forEachIndex { index, _, _ in
            throw arguments[0].place.error(
                "‘\(function.name)’ takes the number of an index, ‘\(index)’, which an array without indices has not",
                suggestion: "write this equation with indices")
        }
    }

    /// An argument whose own index would be that of a sum in the function.
    private func checkCapture(_ function: Function, _ arguments: [Syntax], _ images: [String: String]) throws {
        var bound: Set<String> = []
        function.body.forEachSeries { _, index, _, _ in bound.insert(images[index] ?? index) }
        for (parameter, argument) in zip(function.parameters, arguments) {
            let own = Set(parameter.indices.compactMap { $0.name.flatMap { images[$0] } })
            guard let index = argument.freeIndices.first(where: { bound.contains($0) && !own.contains($0) })
            else { continue }
            throw argument.place.error(
                "‘\(function.name)’ sums over ‘\(index)’, which is open in this argument",
                suggestion: "give it another index")
        }
    }
}

extension Syntax {
    /// The same with other indices, also of those that sums run over.
    func replacingIndices(_ images: [String: Index]) -> Syntax {
        if images.allSatisfy({ .name($0) == $1 }) { return self }
        return replacingReferences(
            { reference in
                Reference(
                    name: reference.name,
                    indices: reference.indices.map { index in
                        switch index {
                        case .name(let name): images[name] ?? index
                        case .sum(let sum): sum.replacing { images[$0] }
                        case .value: index
                        }
                    })
            }, indices: { [images[$0]?.name ?? $0] })
    }
}
