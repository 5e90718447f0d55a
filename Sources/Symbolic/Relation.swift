/// How two formulas compare.
public enum Relation: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// As it is written in mathematics: ≤.
    package var sign: String {
        switch self {
        case .equal, .less, .greater: rawValue
        case .notEqual: "≠"
        case .lessOrEqual: "≤"
        case .greaterOrEqual: "≥"
        }
    }

    /// What is true where it is not.
    var opposite: Relation {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }

    /// What is true of two values in the other order.
    var turned: Relation {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    /// A name for an operation.
    var name: String {
        switch self {
        case .equal: "equal"
        case .notEqual: "unequal"
        case .less: "less"
        case .lessOrEqual: "atmost"
        case .greater: "greater"
        case .greaterOrEqual: "atleast"
        }
    }
}
