import Diagnostics

/// A word of a formula.
struct Token {
    enum Kind: Equatable {
        case number(Rational)
        case name(String)
        /// One of `+ - * / @ ^ ( ) [ ] { } | , _ = '`.
        case mark(Character)
        /// `\frac`, before two values in braces.
        case fraction
        /// One of `< > <= >= !=`, which assumptions and conditions have.
        case relation(Relation)
        case end
    }

    let kind: Kind
    let place: SourceSlice

    /// Whether it is a √, which takes what follows.
    var isRadical: Bool { kind == .name("sqrt") && place.text == "√" }

    /// Whether it is written as TeX has it: `\sqrt`.
    var isCommand: Bool { place.source.utf8[place.range].first == UInt8(ascii: "\\") }
}

extension Token {
    /// The words of a formula, the end as the last one. What is usual elsewhere and means one thing is read as that: ×, `**`,
    /// x², α, `\cdot`.
    static func tokens(of slice: SourceSlice) throws -> [Token] {
        var tokens: [Token] = []
        var offset = slice.range.lowerBound
        let end = slice.range.upperBound
        while offset < end {
            if isBlank(slice.source.utf8[offset]) {
                offset += 1
                continue
            }
            let rest = SourceSlice(slice.source, offset..<end)
            if let blank = Spelling.blank(rest) {
                offset += blank
                continue
            }
            let (kinds, length) = try number(rest) ?? word(rest) ?? sign(rest) ?? Spelling.kinds(rest)
            let place = SourceSlice(slice.source, offset..<offset + length)
            tokens += kinds.map { Token(kind: $0, place: place) }
            offset += length
        }
        tokens.append(Token(kind: .end, place: SourceSlice(slice.source, end..<end)))
        return tokens
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func number(_ rest: SourceSlice) throws -> (kinds: [Kind], length: Int)? {
        let (bytes, start) = (rest.source.utf8, rest.range.lowerBound)
        func byte(at offset: Int) -> UInt8? { offset < rest.range.upperBound ? bytes[offset] : nil }
        func isDigit(_ offset: Int) -> Bool { byte(at: offset).map { (0x30...0x39).contains($0) } ?? false }
        guard isDigit(start) else { return nil }
        var offset = start
        while isDigit(offset) { offset += 1 }
        if byte(at: offset) == UInt8(ascii: "."), isDigit(offset + 1) {
            offset += 1
            while isDigit(offset) { offset += 1 }
        }
        let hasSign = byte(at: offset + 1) == UInt8(ascii: "-") || byte(at: offset + 1) == UInt8(ascii: "+")
        if let mark = byte(at: offset), mark | 0x20 == UInt8(ascii: "e"), isDigit(offset + (hasSign ? 2 : 1)) {
            offset += hasSign ? 2 : 1
            while isDigit(offset) { offset += 1 }
        }
        return ([.number(try number(at: SourceSlice(rest.source, start..<offset)))], offset - start)
    }

    /// A name of letters of any script, then digits. A Greek letter is a name of its own.
    private static func word(_ rest: SourceSlice) -> (kinds: [Kind], length: Int)? {
        let bytes = rest.source.utf8[rest.range]
        let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
        let ascii = bytes.prefix { isLetter($0) || (0x30...0x39).contains($0) }
        // Most names have no other letters, which are found more slowly.
        if let first = bytes.first, isLetter(first),
            ascii.endIndex == bytes.endIndex || bytes[ascii.endIndex] < 0x80
        {
            return ([.name(String(decoding: ascii, as: UTF8.self))], ascii.count)
        }
        let name = rest.text.prefix { character in
            character.isASCII ? character.isLetter || character.isNumber : Spelling.isOrdinaryLetter(character)
        }
        guard let first = name.first, first.isLetter else { return nil }
        return ([.name(String(name))], name.utf8.count)
    }

    private static func sign(_ rest: SourceSlice) -> (kinds: [Kind], length: Int)? {
        let bytes = rest.source.utf8[rest.range]
        let first = bytes[bytes.startIndex]
        let second = bytes.dropFirst().first
        if let (relation, length) = relation(first, second) { return ([.relation(relation)], length) }
        // As programs write it.
        if first == UInt8(ascii: "*"), second == first { return ([.mark("^")], 2) }
        if first == UInt8(ascii: "="), second == first { return ([.mark("=")], 2) }
        guard "+-*/@^()[]{}|,_='".utf8.contains(first) else { return nil }
        return ([.mark(Character(Unicode.Scalar(first)))], 1)
    }

    /// What a single character means, if it is a sign.
    static func sign(_ character: Character) -> [Kind]? { sign(SourceSlice(String(character)))?.kinds }

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
}
