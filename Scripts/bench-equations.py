"""Sets the formulas of bench-equations.json with another typesetter of PyPI, for `make bench`.

    bench-equations.py typst cold FOLDER      all formulas as SVG files, once: typst on one page, the others one by one
    bench-equations.py typst warm             prints the milliseconds for each formula, when all is loaded

The typesetters are typst, ziamath and mathtext (matplotlib's).
"""

import io
import json
import pathlib
import sys
import time

FORMULAS = json.loads(pathlib.Path(__file__).with_suffix(".json").read_text())
ROUNDS = 20


def typst_setter():
    import typst

    # The fonts that typst brings are enough, and spare it the search for those of the system.
    compiler = typst.Compiler(b"", ignore_system_fonts=True)

    def set_page(formulas, size):
        lines = [f"#set page(width: auto, height: auto, margin: 2pt)\n#set text(size: {size}pt)"]
        lines += [f"$ {formula['typst']} $" for formula in formulas]
        return compiler.compile("\n".join(lines).encode(), format="svg")

    return set_page


def ziamath_setter():
    import ziamath

    return lambda formulas, size: [ziamath.Latex(formula["tex"], size=size).svg() for formula in formulas]


def mathtext_setter():
    import matplotlib.font_manager
    import matplotlib.mathtext

    def svg(formula, size):
        file = io.BytesIO()
        font = matplotlib.font_manager.FontProperties(size=size, math_fontfamily="cm")
        matplotlib.mathtext.math_to_image(f"${formula['tex']}$", file, prop=font, format="svg")
        return file.getvalue()

    return lambda formulas, size: [svg(formula, size) for formula in formulas]


def cold(make_setter, folder):
    drawn = make_setter()(FORMULAS, 12)
    for number, svg in enumerate(drawn if isinstance(drawn, list) else [drawn]):
        data = svg if isinstance(svg, bytes) else svg.encode()
        (pathlib.Path(folder) / f"{number}.svg").write_bytes(data)


def warm(make_setter):
    setter = make_setter()
    setter(FORMULAS, 12)
    start = time.perf_counter()
    for round in range(ROUNDS):
        for formula in FORMULAS:
            # Another size in every round, so that nothing is there from the last one.
            setter([formula], 12 + (round + 1) / 1000)
    print((time.perf_counter() - start) * 1000 / ROUNDS / len(FORMULAS))


if __name__ == "__main__":
    name, task, *rest = sys.argv[1:]
    make_setter = {"typst": typst_setter, "ziamath": ziamath_setter, "mathtext": mathtext_setter}[name]
    cold(make_setter, *rest) if task == "cold" else warm(make_setter)
