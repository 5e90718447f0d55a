import Documents
import Testing

/// Files of one build that would have one path.
struct PathTests {
    @Test func `a document in the place of a figure`() {
        var build = Build()
        #expect(
            build.error(["Figure_small.svg": "text", "a.md": "![](Figure_small.png)"]) == """
                a.md:1:5: error: ‘Figure_small.svg’ is also written for Figure_small.svg:1
                    ![](Figure_small.png)
                        ^~~~~~~~~~~~~~~~
                rename one of them
                """)
    }

    @Test func `a picture in the place of a page of steps`() {
        var build = Build(pictures: ["figures/a/small.html": "page"])
        let text = """
            ```gradfig
            template: double
            figure: small
            interactive: true
            ```

            ![](figures/a/small.html)
            """
        #expect(
            build.error(text) == """
                a.md:7:5: error: ‘figures/a/small.html’ is also written for a.md:1
                    ![](figures/a/small.html)
                        ^~~~~~~~~~~~~~~~~~~~
                rename one of them
                """)
    }

    @Test func `names that differ in small and capital letters`() {
        var build = Build(pictures: ["A.png": "A", "a.png": "a"])
        #expect(
            build.error("![](A.png) ![](a.png)") == """
                a.md:1:16: error: ‘a.png’ and ‘A.png’, written for a.md:1, are one file where small and capital letters are alike
                    ![](A.png) ![](a.png)
                                   ^~~~~
                rename one of them
                """)
    }

    @Test(arguments: [
        ("![](img) ![](img/x.png)", "14: error: ‘img/x.png’ would be in a folder that is a file: ‘img’"),
        ("![](img/x.png) ![](img)", "20: error: ‘img’ is the folder of ‘img/x.png’"),
    ])
    func `a file in the place of a folder`(text: String, problem: String) {
        var build = Build(pictures: ["img": "file", "img/x.png": "picture"])
        #expect(build.error(text)?.hasPrefix("a.md:1:\(problem), written for a.md:1\n") == true)
    }
}
