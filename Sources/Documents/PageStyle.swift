import Scene

/// How a page looks: a readable measure, in the scheme that the reader prefers.
enum PageStyle {
    static let sheet = """
        :root{color-scheme:light dark;\(colors(\.light))}
        @media (prefers-color-scheme:dark){:root{\(colors(\.dark))}}
        html{background:var(--page);color:var(--text);font:1.0625rem/1.65 Charter,"Bitstream Charter",Georgia,Cambria,serif}
        body{margin:0;padding:2.5rem 1.25rem 5rem}
        main{max-width:42rem;margin:auto;overflow-wrap:break-word}
        h1,h2,h3,h4,h5,h6{line-height:1.25;margin:2.2em 0 .7em;text-wrap:balance}
        h1{font-size:2rem;margin-top:0}
        h2{font-size:1.45rem;padding-bottom:.3em;border-bottom:1px solid var(--line)}
        h3{font-size:1.2rem}
        h4,h5,h6{font-size:1rem}
        h6{margin:.2em 0 2em;font-weight:normal;font-size:.9rem;color:var(--faint);text-align:center}
        p,ul,ol,table,pre,blockquote{margin:0 0 1.1em}
        li+li{margin-top:.35em}
        a{color:var(--link)}
        code,pre{font:.875em/1.5 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
        code{background:var(--shade);border-radius:.25em;padding:.1em .3em}
        pre{background:var(--shade);border-radius:.5em;padding:.9em 1.1em;overflow-x:auto}
        pre code{background:none;padding:0;font-size:1em}
        blockquote{border-left:.25em solid var(--line);padding-left:1em;color:var(--faint)}
        table{border-collapse:collapse;display:block;width:fit-content;max-width:100%;overflow-x:auto}
        th,td{padding:.45em .8em;border-bottom:1px solid var(--line)}
        th:not([align]){text-align:left}
        thead:not(:has(th:not(:empty))){display:none}
        table:not(:has(th:not(:empty))) td{border:0}
        hr{border:0;border-top:1px solid var(--line);margin:2.5em 0}
        img{max-width:100%}
        figure{margin:2em 0;text-align:center}
        figcaption{margin-top:.6em;font-size:.9rem;color:var(--faint)}
        .figure{display:block;margin:2em 0 1em;text-align:center}
        main>figure,main>p>.figure{--width:min(100vw - 3rem,62rem);width:var(--width);margin-left:calc(50% - var(--width)/2)}
        figure>svg,.figure>svg{font-size:1rem;vertical-align:top}
        @media print{body{padding:0}h1,h2,h3,h4{break-after:avoid}figure,.figure,table,pre{break-inside:avoid}}
        """

    /// The page's colours, those of the figures.
    private static func colors(_ scheme: (Ink) -> String) -> String {
        let uses: [(String, Ink)] = [
            ("page", .page), ("text", .text), ("faint", .nodeOutline), ("line", .layerOutline),
            ("shade", .layerFill),
            ("link", .backward),
        ]
        return uses.map { "--\($0):#\(scheme($1))" }.joined(separator: ";")
    }
}
