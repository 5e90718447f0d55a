/// Usual networks, and some at random: what is drawn must draw them all.
package enum Corpus {
    package static let templates =
        activations + losses + layers + recurrences + networks + grids + expressions + fans + randomLayers
        + sharedInputs + recursions
}
