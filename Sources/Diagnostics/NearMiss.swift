/// The one of `names` that was probably meant by `name`: the nearest by edit distance, if it is near enough.
///
/// Distance: Damerau–Levenshtein, optimal string alignment (a swap of neighbours counts once). Near enough: at
/// most a third of the longer name; at least one edit is allowed that replaces less than half of the name, or just cuts or adds.
/// Of several that are as near, one of the same length: letters are more often swapped than left out, `tahn`.
public func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let best =
        names
        .map { other in
            (
                name: other, distance: editDistance(name.lowercased(), other.lowercased()),
                added: abs(name.count - other.count)
            )
        }
        .min { ($0.distance, $0.added, $0.name) < ($1.distance, $1.added, $1.name) }
    guard let best else { return nil }
    let length = max(name.count, best.name.count)
    let isCut = best.distance == abs(name.count - best.name.count)
    guard best.distance <= max(1, length / 3), isCut ? best.distance < length : 2 * best.distance < length
    else {
        return nil
    }
    return best.name
}

/// The suggestion line for a near miss, or nil when nothing is near.
public func didYouMean(_ name: String, among names: some Sequence<String>) -> String? {
    nearest(to: name, among: names).map { "did you mean ‘\($0)’?" }
}

private func editDistance(_ first: String, _ second: String) -> Int {
    let a = Array(first)
    let b = Array(second)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
