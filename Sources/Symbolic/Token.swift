import Diagnostics

/// A word of a formula.
struct Token {
    enum Kind: Equatable {
        case number(Rational)
        case name(String)
        /// One of `+ - * / @ ^ ( ) [ ] { } , _ = '`.
        case mark(Character)
        /// One of `< > <= >= !=`, which assumptions and conditions have.
        case relation(Relation)
        case end
    }

    let kind: Kind
    let place: SourceSlice
}

extension Token {
    /// The words of a formula, the end as the last one.
    static func tokens(of slice: SourceSlice) throws -> [Token] {
        let source = slice.source
        var tokens: [Token] = []
        var offset = slice.range.lowerBound
        let end = slice.range.upperBound

        func byte(at offset: Int) -> UInt8? { offset < end ? source.utf8[offset] : nil }
        func isDigit(_ offset: Int) -> Bool { byte(at: offset).map { (0x30...0x39).contains($0) } ?? false }
        func isLetter(_ offset: Int) -> Bool {
            byte(at: offset).map { (0x61...0x7A).contains($0 | 0x20) } ?? false
        }

        while let first = byte(at: offset) {
            let start = offset
            if first == 0x20 || first == 0x09 || first == 0x0A || first == 0x0D {
                offset += 1
                continue
            }
            if isDigit(start) {
                while isDigit(offset) { offset += 1 }
                if byte(at: offset) == UInt8(ascii: "."), isDigit(offset + 1) {
                    offset += 1
                    while isDigit(offset) { offset += 1 }
                }
                let hasSign =
                    byte(at: offset + 1) == UInt8(ascii: "-") || byte(at: offset + 1) == UInt8(ascii: "+")
                if let mark = byte(at: offset), mark | 0x20 == UInt8(ascii: "e"),
                    isDigit(offset + (hasSign ? 2 : 1))
                {
                    offset += hasSign ? 2 : 1
                    while isDigit(offset) { offset += 1 }
                }
                let place = SourceSlice(source, start..<offset)
                tokens.append(Token(kind: .number(try number(at: place)), place: place))
            } else if isLetter(start) {
                while isLetter(offset) || isDigit(offset) { offset += 1 }
                let place = SourceSlice(source, start..<offset)
                tokens.append(Token(kind: .name(place.text), place: place))
            } else if let (relation, length) = relation(first, byte(at: offset + 1)) {
                offset += length
                tokens.append(
                    Token(kind: .relation(relation), place: SourceSlice(source, start..<offset)))
            } else if "+-*/@^()[]{},_='".utf8.contains(first) {
                offset += 1
                let place = SourceSlice(source, start..<offset)
                tokens.append(Token(kind: .mark(Character(Unicode.Scalar(first))), place: place))
            } else {
                throw unexpectedCharacter(in: SourceSlice(source, start..<end))
            }
        }
        tokens.append(Token(kind: .end, place: SourceSlice(source, end..<end)))
        return tokens
    }

    private static func relation(_ first: UInt8, _ second: UInt8?) -> (Relation, length: Int)? {
        let isLonger = second == UInt8(ascii: "=")
        return switch first {
        case UInt8(ascii: "<"): isLonger ? (.lessOrEqual, 2) : (.less, 1)
        case UInt8(ascii: ">"): isLonger ? (.greaterOrEqual, 2) : (.greater, 1)
        case UInt8(ascii: "!") where isLonger: (.notEqual, 2)
        default: nil
        }
    }

    private static func number(at place: SourceSlice) throws -> Rational {
        let parts = place.text.lowercased().split(separator: "e")
        let digits = parts[0].split(separator: ".")
        let fraction = digits.count == 2 ? digits[1] : Substring()
        do {
            guard let exponent = parts.count == 2 ? Int(parts[1]) : 0 else { throw ArithmeticError.overflow }
            return try Rational(
                digits: digits[0] + fraction,
                timesTenTo: checked(exponent.subtractingReportingOverflow(fraction.count)))
        } catch {
            throw place.error(
                "this number is too large or too exact: more than \(Rational.mostDigits) digits")
        }
    }

    private static func unexpectedCharacter(in rest: SourceSlice) -> Diagnostic {
        let character = rest.text.first ?? " "
        let width = String(character).utf8.count
        let place = SourceSlice(rest.source, rest.range.lowerBound..<rest.range.lowerBound + width)
        return place.error(
            "unexpected character ‘\(character)’", suggestion: FormulaHints.character(rest.text))
    }
}
