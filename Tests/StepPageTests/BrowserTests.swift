import Foundation
import Scene
import StepPage
import Testing

/// Pages in a real browser.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not there: ‘make test-browser’ installs it")
)
struct BrowserTests {
    /// Which step the page is at, by all that says so.
    private struct State: Decodable, Equatable {
        let slider, position, title: String
        let shown, new: Int
    }

    private func state(_ browser: Browser) throws -> State {
        try browser.value(
            """
            (() => {
              const seen = [...document.querySelectorAll('.edge')].filter(e => getComputedStyle(e).display != 'none')
              const title = [...document.querySelectorAll('li')].filter(l => l.checkVisibility({visibilityProperty: true}))
              return {
                slider: document.querySelector('input').value, position: document.querySelector('.position').textContent,
                title: title.map(l => l.querySelector('b').textContent).join(), shown: seen.length,
                new: seen.filter(e => getComputedStyle(e).getPropertyValue('--mark') == 1).length,
              }
            })()
            """)
    }

    private func open(_ browser: Browser) throws {
        try browser.setSize(width: 1280, height: 860)
        try browser.open(Fixtures.page.get().document)
        try browser.wait(until: "document.querySelector('.live') != null")
    }

    @Test func `buttons, keys and the slider go forward and back, and nothing moves`() throws {
        try Browser.use { browser in
            try open(browser)
            let first = State(
                slider: "1", position: "1 of 19", title: "Forward: the inputs come in", shown: 7, new: 7)
            let second = State(
                slider: "2", position: "2 of 19", title: "Forward: through “exp”", shown: 13, new: 6)
            let last = State(
                slider: "19", position: "19 of 19",
                title: "Step 6: the branches add up and pass the “exp” node", shown: 52, new: 3)
            let places =
                "[...document.querySelectorAll('.node, .layer')].map(n => n.getBoundingClientRect().toJSON())"
            let start = try browser.value(places, as: [[String: Double]].self)
            #expect(start.count == 18)
            #expect(try state(browser) == first)

            try browser.press(.right)
            #expect(try state(browser) == second)
            try browser.press(.left)
            try browser.press(.left)
            #expect(try state(browser) == first)
            try browser.press(.end)
            #expect(try state(browser) == last)
            try browser.press(.right)
            #expect(try state(browser) == last)
            #expect(try browser.value(places) == start)
            try browser.press(.home)

            try browser.click("button:last-of-type")
            #expect(try state(browser) == second)
            #expect(
                try browser.value("document.querySelector('.says').textContent")
                    == "2 of 19. Forward: through “exp”. New in this step: exp(a_1); exp(a_2); exp(a_3).")
            try browser.click("button:first-of-type")
            #expect(try state(browser) == first)

            try browser.run("document.querySelector('input').focus()")
            try browser.press(.right)
            #expect(try state(browser) == second)
            try browser.press(.end)
            #expect(try state(browser) == last)
            #expect(try browser.messages() == [])
        }
    }

    @Test func `an arrow that is pointed at or focused tells how its value comes about`() throws {
        let note = """
            (() => {
              const notes = [...document.querySelectorAll('.note')].filter(n => getComputedStyle(n).visibility == 'visible')
              return notes.map(n => [...n.querySelectorAll('b, p')].map(e => e.textContent)
                .concat(n.querySelector('svg')?.getAttribute('aria-label') ?? n.textContent).join('|')).join()
            })()
            """
        let hint = "Point at an arrow, or move to it with Tab, to see how its value comes about."
        let gradient =
            "Back from “×” to “exp”|Upstream gradient × local derivative of “×”. Here y_1 = exp(a_1)*(1/S).|(-t_1/y_1)*(1/S) = -t_1/(S*y_1) = -t_1/exp(a_1)"
        try Browser.use { browser in
            try open(browser)
            #expect(try browser.value(note) == hint)
            try browser.press(.end)
            try browser.point(at: "#f-exp_1-product_1-backward .value")
            try browser.wait(until: "\(note) == \(quoted(gradient))")
            try browser.point(at: "h1")
            try browser.wait(until: "\(note) == \(quoted(hint))")

            // After the buttons and the slider, Tab goes through the arrows that are seen, and no others.
            try browser.press(.home)
            try browser.click("button:last-of-type")
            try browser.press(.left)
            try browser.press(.tab)
            let focus = "document.activeElement.getAttribute('aria-label')"
            #expect(
                try browser.value(focus) == "a_1 runs from outside to exp. An input. a_1")
            try browser.wait(
                until: "\(note) == 'Forward to “exp”|An input.|a_1'")
            try browser.press(.right)
            #expect(try state(browser).position == "2 of 19")
            for _ in 1...12 { try browser.press(.tab) }
            #expect(
                try browser.value(focus)
                    == "exp(a_3) runs from exp to ×. Computed by “exp” from what comes in. exp(a_3)")
            try browser.press(.left)
            try browser.wait(until: "\(note) == \(quoted(hint))")
            #expect(try browser.messages() == [])
        }
    }

    @Test(arguments: [ColorScheme.light, .dark])
    func `the page follows the reader's scheme, on wide and narrow screens`(scheme: ColorScheme) throws {
        try Browser.use { browser in
            try browser.setMedia("screen", ["prefers-color-scheme": scheme.rawValue])
            try open(browser)
            func color(_ selector: String, _ property: String) throws -> String {
                try browser.value("getComputedStyle(document.querySelector('\(selector)')).\(property)")
            }
            for _ in 1...14 { try browser.press(.right) }
            #expect(try color("html", "backgroundColor") == rgb(.page, scheme))
            #expect(try color("h1", "color") == rgb(.text, scheme))
            #expect(try color(".edge.now .stroke-backward", "stroke") == rgb(.new, scheme))
            #expect(try color("[data-step=\"13\"] .stroke-backward", "stroke") == rgb(.backward, scheme))
            try browser.point(at: "#f-reciprocal-product_1-backward .value")
            try settled(browser)
            try browser.keepPicture("wide-\(scheme.rawValue)")
            try browser.setSize(width: 390, height: 844)
            try settled(browser)
            // The page itself never scrolls sideways; the drawing does, to what is new.
            #expect(try browser.value("document.documentElement.scrollWidth", as: Int.self) == 390)
            try browser.press(.left)
            try browser.press(.right)
            try browser.wait(until: "document.querySelector('.stage').scrollLeft > 0")
            try settled(browser)
            try browser.keepPicture("narrow-\(scheme.rawValue)")
            #expect(try browser.messages() == [])
        }
    }

    @Test func `who wants less motion gets none`() throws {
        let motion = """
            [getComputedStyle(document.querySelector('.edge.now')).animationName,
             getComputedStyle(document.querySelector('.stage')).scrollBehavior]
            """
        try Browser.use { browser in
            try open(browser)
            #expect(try browser.value(motion) == ["gradfig-in", "smooth"])
            try browser.setMedia("screen", ["prefers-reduced-motion": "reduce"])
            #expect(try browser.value(motion) == ["none", "auto"])
        }
    }

    @Test func `on paper it is the last step`() throws {
        try Browser.use { browser in
            try open(browser)
            try browser.press(.right)
            try browser.setMedia("print")
            let printed = try state(browser)
            #expect(printed.title == "Step 6: the branches add up and pass the “exp” node")
            #expect(printed.shown == 52)
            #expect(printed.new == 3)
            let gone = "['.bar', '.notes'].map(s => getComputedStyle(document.querySelector(s)).display)"
            #expect(try browser.value(gone) == ["none", "none"])
            try browser.keepPicture("print")
        }
    }

    @Test func `without script all steps stand one under another`() throws {
        try Browser.use { browser in
            try browser.setSize(width: 1280, height: 860)
            try browser.disableScript()
            try browser.open(Fixtures.page.get().document)
            let drawings = try browser.value(
                """
                [...document.querySelectorAll('.view > svg')].map(s => s.getBoundingClientRect()).map(r => [r.top, r.width, r.height])
                """, as: [[Double]].self)
            #expect(drawings.count == 19)
            #expect(zip(drawings, drawings.dropFirst()).allSatisfy { $0[0] + $0[2] < $1[0] })
            #expect(Set(drawings.map { $0[2].rounded() }).count == 1)
            #expect(try browser.value("document.querySelector('.live') == null"))
            #expect(try browser.value("getComputedStyle(document.querySelector('.bar')).display") == "none")
            let last = try state(browser)
            #expect(last.shown == 52)
            #expect(last.new == 3)
            try browser.keepPicture("without-script", ofWholePage: true)

            // How the values come about is told on demand.
            let notes =
                "[...document.querySelectorAll('li:nth-child(18) .note')].filter(n => n.checkVisibility())"
            #expect(try browser.value("\(notes).length", as: Int.self) == 0)
            try browser.click("li:nth-child(18) summary")
            #expect(
                try browser.value("\(notes).map(n => n.querySelector('b').textContent)")
                    == (1...3).map { _ in "Back from “×” to “exp”" })
        }
    }

    @Test func `a step looks the same with script and without`() throws {
        let steps = [1, 9, 15, 19]
        func pictures(_ browser: Browser, of show: (_ step: Int) throws -> String) throws -> [Data] {
            try steps.map { step in
                let selector = try show(step)
                // All at the same place, with nothing beside them.
                let style = "position:fixed;inset:0;width:100vw;margin:0;background:white;z-index:1"
                try browser.run("document.querySelector('\(selector)').style.cssText = '\(style)'")
                try browser.run("document.documentElement.style.overflow = 'hidden'")
                return try browser.picture()
            }
        }
        let still = try Browser.use { browser in
            try browser.setSize(width: 1280, height: 860)
            try browser.disableScript()
            try browser.open(Fixtures.page.get().document)
            return try pictures(browser) { $0 == 19 ? ".stage" : "li:nth-child(\($0)) .view" }
        }
        try Browser.use { browser in
            try browser.setMedia("screen", ["prefers-reduced-motion": "reduce"])
            try open(browser)
            let live = try pictures(browser) { step in
                try browser.press(.home)
                for _ in 1..<step { try browser.press(.right) }
                return ".stage"
            }
            #expect(Set(live).count == steps.count)
            for (still, live) in zip(still, live) {
                // Shapes that are drawn a second time may differ a little at their edges.
                let (largest, share) = try browser.difference(still, live)
                #expect(largest < 64 && share < 0.001)
            }
            #expect(try browser.difference(live[0], live[1]).share > 0.001)
        }
    }

    @Test func `two figures in a page keep to themselves`() throws {
        let set = try Fixtures.softmax(classes: 2)
        let fragments = try ["one", "two"].map { try Fixtures.page(of: set, id: $0).fragment }
        try Browser.use { browser in
            try browser.open(
                "<!DOCTYPE html><meta charset=\"utf-8\">\(StepPage.style)<p>"
                    + fragments.joined(separator: "<p>")
                    + StepPage.script)
            try browser.wait(until: "document.querySelectorAll('.live').length == 2")
            let ids = try browser.value(
                "[...document.querySelectorAll('[id]')].map(e => e.id)", as: [String].self)
            #expect(ids.count == Set(ids).count)
            let positions = "[...document.querySelectorAll('.position')].map(p => p.textContent)"
            try browser.press(.right)
            #expect(try browser.value(positions) == ["1 of 19", "1 of 19"])
            try browser.click("#two button:last-of-type")
            try browser.press(.right)
            #expect(try browser.value(positions) == ["1 of 19", "3 of 19"])
            #expect(try browser.messages() == [])
        }
    }

    // MARK: Helpers

    /// Waits until nothing moves any more.
    private func settled(_ browser: Browser) throws {
        try browser.wait(until: "document.getAnimations().length == 0")
        let position = "document.querySelector('.stage').scrollLeft"
        var last = try browser.value(position, as: Double.self)
        while case let next = try browser.value(
            "new Promise(done => setTimeout(() => done(\(position)), 100))", as: Double.self), next != last
        {
            last = next
        }
    }

    private func quoted(_ text: String) -> String { "'\(text)'" }

    private func rgb(_ ink: Ink, _ scheme: ColorScheme) -> String {
        let number = Int(ink.color(in: scheme), radix: 16) ?? 0
        return "rgb(\(number >> 16), \(number >> 8 & 255), \(number & 255))"
    }
}
