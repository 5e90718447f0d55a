import ComputationalGraph
import Diagnostics

/// The layers of a network, those of other templates among them.
///
///     - { name: Affine 1, use: Affine, input: { W: W_1, b: b_1 }, output: { Y: A } }
///
/// Inputs and outputs have the names of the template that the layer comes from, where it isn't said that they have others.
/// What else it defines is called so as well, or gets a number where there is such a name already.
struct Composition {
    private(set) var layers: [Layer] = []
    private(set) var indices: [Model.Index]
    private(set) var shapes: [Model.Shape]
    private(set) var displayNames: [(name: SourceSlice, tex: SourceSlice)] = []
    private let imports: Imports
    private let functions: [SourceSlice]
    /// The indices of imported templates, of which names may have some.
    private let importedIndices: Set<String>

    init(_ imports: Imports, indices: [Model.Index], shapes: [Model.Shape], functions: [SourceSlice]) {
        self.imports = imports
        self.functions = functions
        importedIndices = Set(
            imports.layers.flatMap { (try? $0.template["index"].map(Template.indices)) ?? [] }
                .map(\.name.trimmed.text))
        self.indices = indices
        self.shapes = shapes
    }

    mutating func add(_ node: TemplateNode, _ translator: inout Translator) throws {
        let fields = try node.fields(of: "a layer", known: Template.layerKeys)
        guard let use = fields["use"] else {
            let layer = try Template.layer(node, &translator)
            try checkIsNew(layer.name, at: fields.required("name"))
            layers.append(layer)
            return
        }
        for key in ["constant", "assume", "equations", "gradients", "upstream"] {
            guard let field = fields[key] else { continue }
            throw field.slice.error("‘\(key)’ is what the used layer says; it can’t be said again")
        }
        let imported = try imports.layer(try use.text("the name of a layer"))
        var layer = try Template.layer(imported.layer, &translator)
        let own = try imported.template["index"].map(Template.indices) ?? []
        var renaming = Renaming(indices: Set(own.map(\.name.trimmed.text)))
        let here = Set(indices.map(\.name.trimmed.text))
        try rename(layer.inputs, as: fields["input"], "input", here, &renaming)
        try rename(layer.outputs, as: fields["output"], "output", here, &renaming)
        let arrays = (try imported.template["shapes"].map(Template.shapes) ?? []).filter { shape in
            layer.inputs.contains { $0.trimmed.text == shape.name.trimmed.text }
        }
        renameLengths(of: layer, arrays, &renaming)
        numberIntermediates(of: layer, &renaming)
        if let name = fields["name"] { layer.name = try name.string("a layer’s name") }
        try checkIsNew(layer.name, at: fields["name"] ?? use)
        if let label = fields["label"] { layer.label = try translator.string(label, "a layer’s label") }
        if fields["name"] != nil, fields["label"] == nil { layer.label = nil }
        try checkOutputsAreNew(of: layer, renaming, at: use)
        try takeOver(own, arrays, imported, renaming)
        layer.inputs = layer.inputs.map { renaming($0) }
        layer.constants = layer.constants.map { renaming($0) }
        layer.outputs = layer.outputs.map { renaming($0) }
        layer.assumptions = layer.assumptions.map { renaming($0) }
        layer.equations = renaming(layer.equations)
        layer.gradients = layer.gradients.map {
            Layer.NamedGradient(renaming($0.value), name: $0.name.map { renaming($0) })
        }
        // What comes back is known where other layers follow.
        layer.upstream = []
        layers.append(layer)
    }

    private func checkIsNew(_ name: String, at node: TemplateNode) throws {
        guard layers.contains(where: { $0.name == name }) else { return }
        throw node.slice.error(
            "there are two layers ‘\(name)’",
            suggestion: "give each a name of its own, as in ‘name: \(name) 2’")
    }

    /// Checks that a used layer defines no value that an earlier layer does.
    private func checkOutputsAreNew(of layer: Layer, _ renaming: Renaming, at use: TemplateNode) throws {
        let known = importedIndices.union(indices.map(\.name.trimmed.text))
        for output in layer.outputs {
            let name = base(renaming(output), known)
            guard let other = layers.first(where: { $0.leftSides.contains { base($0, known) == name } }) else {
                continue
            }
            let text = output.trimmed.text
            let new = text.replacing(base(output, known), with: base(output, known) + "2", maxReplacements: 1)
            throw use.slice.error(
                "‘\(name)’ is defined by the layer ‘\(other.name)’ already",
                suggestion: "say what is called so in that layer, as in ‘output: { \(text): \(new) }’")
        }
    }

    /// - Parameter key: `input` or `output`.
    private func rename(
        _ values: [SourceSlice], as node: TemplateNode?, _ key: String, _ here: Set<String>,
        _ renaming: inout Renaming
    ) throws {
        guard let node else { return }
        guard let entries = try node.entries() else {
            throw node.slice.error(
                "the \(key) of a used layer is a mapping of its names",
                suggestion: "as in ‘\(key): { \(values.first?.trimmed.text ?? "x"): a }’")
        }
        for (name, image) in entries {
            let name = try name.text("the name of a value")
            guard values.contains(where: { $0.trimmed.text == name.trimmed.text }) else {
                let known = values.map(\.trimmed.text)
                throw name.error(
                    "‘\(name.text)’ is no \(key) of the used layer",
                    suggestion: didYouMean(name.text, among: known) ?? "it has \(known.joined(separator: ", "))"
                )
            }
            let image = try image.text("the name of a value")
            try renaming.add(name, as: image, indices: here)
        }
    }

    /// The lengths of a used layer's arrays are called as those of the arrays that they are here: where its X: [N, D] is a
    /// Z: [B, 4], its N is B, and its D is 4.
    private mutating func renameLengths(
        of layer: Layer, _ arrays: [Model.Shape], _ renaming: inout Renaming
    ) {
        if arrays.isEmpty { return }
        var model = Model(indices: indices, shapes: shapes, layers: layers)
        model.functions = functions
        let known = model.lengthsOfArrays
        var images: [String: Set<String>] = [:]
        for shape in arrays {
            guard let lengths = known[renaming(shape.name.trimmed).text], lengths.count == shape.lengths.count
            else { continue }
            for (length, other) in zip(shape.lengths.map(\.trimmed.text), lengths) where Int(length) == nil {
                images[length, default: []].insert(other)
            }
        }
        let words = (layer.inputs + layer.assumptions + [layer.equations]).words
        for (length, others) in images.sorted(by: { $0.key < $1.key }) where others.count == 1 {
            guard let other = others.first, other != length else { continue }
            guard let index = Model.Index.name(ofLength: length), words.contains(index) else {
                renaming.add(length: length, as: other, index: nil)
                continue
            }
            // What is called as the index would be is something else.
            if layer.inputs.contains(where: { $0.trimmed.text == index }) { continue }
            renaming.add(length: length, as: other, index: (index, self.index(ofLength: other, or: index)))
        }
    }

    /// The index of an axis: the length's small letter, but where that is no letter, or a value, the layer's own is declared.
    private mutating func index(ofLength length: String, or own: String) -> String {
        if let index = indices.first(where: { $0.length == length }) { return index.name.trimmed.text }
        let count = Int(length)
        let values = layers.flatMap { $0.inputs + $0.leftSides }.map(\.trimmed.text)
        if let small = Model.Index.name(ofLength: length), !values.contains(small) { return small }
        indices.append(Model.Index(SourceSlice(own), 1...(count ?? 3), last: count == nil ? length : nil))
        return own
    }

    /// What the layer defines by itself must not be called as what is there already.
    private mutating func numberIntermediates(of layer: Layer, _ renaming: inout Renaming) {
        let known = importedIndices.union(indices.map(\.name.trimmed.text))
        let taken = Set(layers.flatMap { $0.inputs + $0.leftSides }.map { base($0, known) })
        let outputs = Set(layer.outputs.map { base($0, known) })
        for name in Set(layer.leftSides.map { base($0, known) }).sorted()
        where !outputs.contains(name) && taken.contains(name) {
            var number = 2
            while taken.contains("\(name)\(number)") { number += 1 }
            renaming.add(name, as: "\(name)\(number)")
            if name.count == 1 {
                displayNames.append((SourceSlice("\(name)\(number)"), SourceSlice("\(name)_\(number)")))
            }
        }
    }

    private func base(_ slice: SourceSlice, _ indices: Set<String>) -> String {
        Renaming.parts(of: slice.trimmed.text, indices).name
    }

    /// Indices, shapes and the drawing of names, as far as the network doesn't say them itself.
    private mutating func takeOver(
        _ own: [Model.Index], _ arrays: [Model.Shape], _ imported: Imports.Imported, _ renaming: Renaming
    ) throws {
        for index in own where renaming.images[index.name.trimmed.text] == nil {
            if !indices.contains(where: { $0.name.trimmed.text == index.name.trimmed.text }) {
                indices.append(index)
            }
        }
        for shape in arrays {
            let name = renaming(shape.name.trimmed)
            if shapes.contains(where: { $0.name.trimmed.text == name.text }) { continue }
            // What other layers compute has the shape that it comes out with.
            let isComputed = layers.contains { layer in layer.outputs.contains { $0.trimmed.text == name.text }
            }
            if !isComputed { shapes.append(Model.Shape(name, shape.lengths.map { renaming($0) })) }
        }
        let drawn = try imported.template["names"].map(Template.names) ?? []
        for (name, tex) in drawn {
            let isKept = renaming.images[name.trimmed.text] == nil
            let isUsed = imported.layer.content.contains(name.trimmed.text)
            if isKept, isUsed, !displayNames.contains(where: { $0.name.trimmed.text == name.trimmed.text }) {
                displayNames.append((name, tex))
            }
        }
    }
}
