import Scene

extension Point {
    /// The vector of length 1 in this direction.
    var unit: Point { self * (1 / length) }
}

/// The normal of a line on the side where its forward value stands: above; left of a vertical line.
func upperNormal(from: Point, to: Point) -> Point {
    let direction = (to - from).unit
    let normal = Point(direction.y, -direction.x)
    return normal.y < 0 || (normal.y == 0 && normal.x < 0) ? normal : normal * -1
}

/// A polyline moved sideways by a distance: upwards for a positive one. Corners are mitred.
func shifted(_ line: [Point], by distance: Double) -> [Point] {
    guard distance != 0 else { return line }
    return line.indices.map { index in
        let before = index > 0 ? upperNormal(from: line[index - 1], to: line[index]) : nil
        let after = index + 1 < line.count ? upperNormal(from: line[index], to: line[index + 1]) : nil
        guard let before, let after else { return line[index] + (before ?? after ?? Point(0, 0)) * distance }
        let miter = (before + after).unit
        return line[index] + miter * (distance / miter.dot(before))
    }
}

/// One arrow of an edge, beside its middle line, from outline to outline.
func arrow(
    _ edge: Diagram.Edge, along line: [Point], between centers: (source: Point, target: Point), shift: Double,
    _ diagram: Diagram
) -> [Point] {
    var arrow = shifted(line, by: shift)
    if let radius = diagram.radius(of: edge.target) {
        clip(&arrow, toOutside: centers.target, radius)
    } else if diagram.nodes[edge.target].shape != .end {
        let last = arrow.count - 1
        arrow[last] = meeting(from: arrow[last], to: arrow[last - 1], x: line[last].x)
    }
    if let radius = diagram.radius(of: edge.source) {
        arrow.reverse()
        clip(&arrow, toOutside: centers.source, radius)
        arrow.reverse()
    } else if diagram.nodes[edge.source].shape != .end {
        arrow[0] = meeting(from: arrow[0], to: arrow[1], x: line[0].x)
    }
    return arrow
}

/// Ends a line at the outline of a circle that it leads into.
private func clip(_ line: inout [Point], toOutside center: Point, _ radius: Double) {
    // What bends at the outline or inside has no part of its own there.
    while line.count > 2, (line[line.count - 2] - center).length < radius + 0.01 { line.removeLast() }
    let last = line.count - 1
    line[last] = exit(from: line[last], to: line[last - 1], center: center, radius: radius)
}

/// The part of the line from `inside` to `outside` that lies outside a circle begins here.
func exit(from inside: Point, to outside: Point, center: Point, radius: Double) -> Point {
    let direction = (outside - inside).unit
    let along = direction.dot(center - inside)
    let nearest = inside + direction * along
    let chord = max(radius * radius - (nearest - center).dot(nearest - center), 0).squareRoot()
    return nearest + direction * chord
}

/// Where a line meets the side of a box.
func meeting(from start: Point, to end: Point, x: Double) -> Point {
    guard start.x != x, end.x != start.x else { return start }
    return start + (end - start) * ((x - start.x) / (end.x - start.x))
}

/// The centres of the two values beside the middle of a straight arrow, opposite each other, the ink of both at one distance
/// from it.
///
/// - Parameters:
///   - forward, backward: the values; nil where there is none.
///   - from, to: the middle line of the pair.
///   - offset: the distance of each arrow from the middle line.
func labelCenters(
    forward: Diagram.Value?, backward: Diagram.Value?, from: Point, to: Point, offset: Double, spacing: Spacing
) -> (forward: Point, backward: Point) {
    let normal = upperNormal(from: from, to: to)
    let foot = (from + to) * 0.5
    func center(_ value: Diagram.Value?, on side: Point) -> Point {
        // How far its nearest point reaches towards the line.
        let reach = value?.hull.reach(along: side * -1) ?? 0
        return foot + side * (offset + spacing.label + reach)
    }
    return (center(forward, on: normal), center(backward, on: normal * -1))
}

/// The centres of the two values beside a straight arrow, as above, but each at a place of its own along the flow.
func labelCenters(
    forward: Diagram.Value?, backward: Diagram.Value?, at places: ValuePlaces, along line: Segment,
    offset: Double, spacing: Spacing
) -> (forward: Point, backward: Point) {
    let beside = labelCenters(
        forward: forward, backward: backward, from: line.from, to: line.to, offset: offset, spacing: spacing)
    return moved(beside, to: places, along: line)
}

/// The centres of two values, each moved along a line.
func moved(
    _ centers: (forward: Point, backward: Point), to places: ValuePlaces, along line: Segment
) -> (forward: Point, backward: Point) {
    let along = line.to - line.from
    func moved(_ center: Point, to x: Double) -> Point { center + along * ((x - center.x) / along.x) }
    return (moved(centers.forward, to: places.forward), moved(centers.backward, to: places.backward))
}

/// Where the two values of an arrow stand along the flow.
struct ValuePlaces {
    var forward: Double
    var backward: Double

    var middle: Double { (forward + backward) / 2 }
    func moved(by distance: Double) -> ValuePlaces {
        ValuePlaces(forward: forward + distance, backward: backward + distance)
    }
}
