/// A number or an array of numbers, by which a formula of arrays is held against that with indices.
struct ArrayValue {
    let shape: [Int]
    /// The last axis runs fastest.
    let numbers: [Double]

    init(_ number: Double) { self.init([], [number]) }

    init(_ shape: [Int], _ numbers: [Double]) {
        self.shape = shape
        self.numbers = numbers
    }

    /// - Parameter number: the value at a place.
    init(_ shape: [Int], _ number: ([Int]) -> Double) {
        let places = shape.reduce([[]]) { places, count in
            places.flatMap { place in (0..<count).map { place + [$0] } }
        }
        self.init(shape, places.map(number))
    }

    func number(at place: [Int]) -> Double {
        // A shorter shape is repeated over the axes that it lacks.
        numbers[zip(place.suffix(shape.count), shape).reduce(0) { $0 * $1.1 + $1.0 }]
    }

    /// What stands at some places of the first axes.
    func slice(_ place: [Int]) -> ArrayValue {
        ArrayValue(Array(shape.dropFirst(place.count))) { number(at: place + $0) }
    }

    // MARK: Operations

    /// Value by value; nil where the shapes do not fit.
    static func elementwise(_ operands: [ArrayValue], _ value: ([Double]) -> Double) -> ArrayValue? {
        let shape = operands.map(\.shape).max { $0.count < $1.count } ?? []
        for operand in operands where Array(shape.suffix(operand.shape.count)) != operand.shape { return nil }
        return ArrayValue(shape) { place in value(operands.map { $0.number(at: place) }) }
    }

    /// With the last two axes exchanged.
    var transposed: ArrayValue? {
        func turned(_ place: [Int]) -> [Int] { place.dropLast(2) + place.suffix(2).reversed() }
        return shape.count > 1 ? ArrayValue(turned(shape)) { number(at: turned($0)) } : nil
    }

    /// Each value times each.
    func outer(_ other: ArrayValue) -> ArrayValue {
        ArrayValue(shape + other.shape) { place in
            number(at: Array(place.prefix(shape.count))) * other.number(at: Array(place.dropFirst(shape.count)))
        }
    }

    /// Matrices stand along the last two axes; nil where the axes do not fit.
    func times(_ other: ArrayValue) -> ArrayValue? {
        let columns = other.shape.count > 1 ? 1 : 0
        guard let count = shape.last, count == other.shape.dropLast(columns).last else { return nil }
        let rows = shape.count > 1 ? 1 : 0
        let (first, second) = (Array(shape.dropLast(2)), Array(other.shape.dropLast(2)))
        guard zip(first.reversed(), second.reversed()).allSatisfy(==) else { return nil }
        let outer = first.count > second.count ? first : second
        return ArrayValue(outer + shape.dropLast().suffix(rows) + other.shape.suffix(columns)) { place in
            let before = Array(place.prefix(outer.count))
            let left = before.suffix(first.count) + place[outer.count..<outer.count + rows]
            let right = place.suffix(columns)
            return (0..<count).reduce(0) { sum, index in
                sum + number(at: left + [index])
                    * other.number(at: before.suffix(second.count) + [index] + right)
            }
        }
    }

    func isNearly(_ other: ArrayValue) -> Bool {
        shape == other.shape
            && zip(numbers, other.numbers).allSatisfy {
                abs($0 - $1) <= 1e-9 * max(1, abs($0)) || $0.isNaN && $1.isNaN
            }
    }
}
