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

    var transposed: ArrayValue? {
        shape.count == 2 ? ArrayValue(shape.reversed()) { number(at: $0.reversed()) } : nil
    }

    /// nil where the axes do not fit.
    func times(_ other: ArrayValue) -> ArrayValue? {
        guard let count = shape.last, count == other.shape.first else { return nil }
        let own = shape.count - 1
        return ArrayValue(shape.dropLast() + other.shape.dropFirst()) { place in
            (0..<count).reduce(0) { sum, index in
                sum + number(at: place.prefix(own) + [index]) * other.number(at: [index] + place.dropFirst(own))
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
