import Scene

/// How a page of steps looks, and what is seen of it: without the script every step, with it one, on paper the last.
enum StepStyle {
    static let sheet = """
        .gradfig-steps{\(colors(.light))}
        @media (prefers-color-scheme:dark){.gradfig-steps{\(colors(.dark))}}
        \(inks)
        .gradfig-steps{color-scheme:light dark;color:var(--ink-text);font:1rem/1.5 system-ui,sans-serif;text-align:start}
        .gradfig-steps svg{display:block;fill:none;stroke-linejoin:round}
        .gradfig-steps .store{position:absolute}
        .gradfig-steps ol{list-style:none;margin:0;padding:0;max-width:none}
        .gradfig-steps li{margin:0 0 2.5rem}
        .gradfig-steps li:last-child{margin:0}
        .gradfig-steps li>:not(.view),.gradfig-steps .note,.gradfig-steps .note>*{margin:0}
        .gradfig-steps li>b{font-weight:600;font-size:1.0625rem;line-height:1.35;text-wrap:balance}
        .gradfig-steps li>p,.gradfig-steps .note{font-size:.9375rem}
        .gradfig-steps summary{font-size:.9375rem;color:var(--ink-node-outline);width:fit-content;cursor:pointer}
        .gradfig-steps details>div{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));gap:1rem 2rem;margin:.75rem 0}
        .gradfig-steps .view{overflow-x:auto;margin:.75rem 0}
        .gradfig-steps .view>svg{width:100%;height:auto;margin:auto}
        .gradfig-steps .bar{display:none;align-items:center;gap:.5rem;margin-top:.5rem}
        .gradfig-steps button{font:inherit;font-size:.9375rem;color:inherit;background:var(--ink-layer-fill);border:1px solid var(--ink-layer-outline);border-radius:.4rem;padding:.3rem .8rem;min-height:2.25rem;cursor:pointer}
        .gradfig-steps button:hover{border-color:var(--ink-text)}
        .gradfig-steps button[aria-disabled=true]{opacity:.45;cursor:default;border-color:var(--ink-layer-outline)}
        .gradfig-steps input{flex:1;min-width:4rem;max-width:16rem;height:2.25rem;margin:0;accent-color:var(--ink-new)}
        .gradfig-steps .position{font-size:.9375rem;font-variant-numeric:tabular-nums;color:var(--ink-node-outline);white-space:nowrap}
        .gradfig-steps :focus-visible{outline:2px solid var(--ink-new);outline-offset:2px}
        .gradfig-steps .notes{display:none}
        .gradfig-steps .note{color:var(--ink-node-outline)}
        .gradfig-steps .note b{font-weight:600;color:var(--ink-text)}
        .gradfig-steps .note svg{max-width:100%;font-size:1rem;margin:.3rem 0}
        .gradfig-steps .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .fill-highlight,.stroke-highlight{opacity:var(--mark,0)}
        .stroke-highlight{mix-blend-mode:multiply}
        .trace{opacity:.5}
        .stroke-forward{stroke-width:var(--weight,.7)}
        .stroke-backward{stroke-width:var(--weight,1.2)}
        .gradfig-steps .edge{cursor:help}
        .gradfig-steps use.now,.gradfig-steps.live .edge.now,.gradfig-steps:not(.live) .edge.last{\(news)}
        .gradfig-steps .edge:hover,.gradfig-steps .edge:focus{--mark:1;--weight:2.4}
        .gradfig-steps .edge:focus-visible{outline:0;--weight:3}
        .edge:hover .stroke-new,.edge:focus .stroke-new{stroke:var(--ink-text);stroke-width:2}
        .live.gradfig-steps .bar{display:flex}
        .live.gradfig-steps ol,.live.gradfig-steps .notes{display:grid;align-items:start}
        .live.gradfig-steps li,.live.gradfig-steps .note{grid-area:1/1;margin:0;min-width:0;visibility:hidden}
        .live.gradfig-steps .now{visibility:visible}
        .live.gradfig-steps li>.view,.live.gradfig-steps details,.live.gradfig-steps .later{display:none}
        @media (min-width:60rem){.live.gradfig-steps{display:grid;grid-template-columns:1fr auto;column-gap:2rem;align-items:start}.live.gradfig-steps>:not(ol,.bar){grid-column:1/-1}.live.gradfig-steps input{width:16rem}.gradfig-steps .bar{margin:0}}
        @media screen and (prefers-reduced-motion:no-preference){.live.gradfig-steps .edge.now{animation:gradfig-in .3s}.live.gradfig-steps .stage{scroll-behavior:smooth}}
        @media (prefers-color-scheme:dark){.stroke-highlight{mix-blend-mode:screen}}
        @keyframes gradfig-in{from{opacity:0}}
        @media print{
        .gradfig-steps .bar,.gradfig-steps .notes,.gradfig-steps details,.gradfig-steps li:not(:last-child){display:none!important}
        .live.gradfig-steps li:last-child{visibility:visible}
        .live.gradfig-steps .later{display:inline}
        .gradfig-steps .view{overflow:visible}
        .gradfig-steps .view>svg{min-width:0!important}
        .live.gradfig-steps .edge.now:not(.last){--mark:initial;--weight:initial;--ink-backward:initial}
        .live.gradfig-steps .edge.last{\(news)}
        }
        """

    /// How the page around a figure looks, where it has the page for itself.
    static let page = """
        html{background:#\(Ink.page.light)}
        body{margin:0;color:#\(Ink.text.light);font-family:system-ui,sans-serif;padding:clamp(1rem,4vw,3rem)}
        @media (prefers-color-scheme:dark){html{background:#\(Ink.page.dark)}body{color:#\(Ink.text.dark)}}
        main{max-width:92rem;margin:auto}
        h1{font-size:1.5rem;line-height:1.25;font-weight:650;margin:0 0 1.25rem;text-wrap:balance}
        @media print{body{padding:0}@page{size:landscape}}
        """

    /// What is new stands on a band, its arrow is broader, and it has a colour of its own.
    private static let news = "--mark:1;--weight:1.9;--ink-backward:var(--ink-new)"

    /// A name for each ink's colour, which a page around the figure may set as for any other figure.
    private static func colors(_ scheme: ColorScheme) -> String {
        Ink.allCases.map { "--ink-\($0.rawValue):var(--gradfig-\($0.rawValue),#\($0.color(in: scheme)))" }
            .joined(separator: ";")
    }

    /// The classes that drawings paint with. They are alone in their selectors: in what `<use>` repeats, no other
    /// element of the page is above them.
    private static let inks = Ink.allCases.map { ink in
        let name = ink.rawValue
        return ".fill-\(name){fill:var(--ink-\(name))}.stroke-\(name){stroke:var(--ink-\(name))}"
    }.joined(separator: "\n")
}
