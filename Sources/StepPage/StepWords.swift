/// What the controls of a page say, in the language of its figure.
package struct StepWords: Sendable {
    package let back, next, step, arrows: String
    /// `%n of %N`, with these two signs for the numbers.
    package let position: String
    /// What the notes on a step's values are about.
    package let reasons: String
    /// What can be done with the arrows.
    package let hint: String

    package init(
        back: String, next: String, step: String, arrows: String, position: String, reasons: String,
        hint: String
    ) {
        self.back = back
        self.next = next
        self.step = step
        self.arrows = arrows
        self.position = position
        self.reasons = reasons
        self.hint = hint
    }
}
