-- Math codes of OpenType mathematics, the macros of the formulas, and the numbers of what LuaTeX makes of them.
local folder = os.getenv("FOLDER")
local ordinary, operator, binary, relation, opening, closing, punctuation = 0, 1, 2, 3, 4, 5, 6

local function mathcode(plain, class, char) tex.setmathcode(plain, class, 0, char) end
local function define(name, class, char)
    tex.print(string.format("\\Umathchardef\\%s=%d 0 %d ", name, class, char))
end

local function macros(text)
    for line in text:gmatch("[^\n]+") do tex.print(line) end
end

-- Letters and digits in the alphabets of Unicode.
local alphabets = {
    italic = {A = 0x1D434, a = 0x1D44E}, bold = {A = 0x1D400, a = 0x1D41A, ["0"] = 0x1D7CE},
    script = {A = 0x1D49C, a = 0x1D4B6}, fraktur = {A = 0x1D504, a = 0x1D51E},
    blackboard = {A = 0x1D538, a = 0x1D552, ["0"] = 0x1D7D8}, sansserif = {A = 0x1D5A0, a = 0x1D5BA, ["0"] = 0x1D7E2},
    monospace = {A = 0x1D670, a = 0x1D68A, ["0"] = 0x1D7F6}, upright = {A = 0x41, a = 0x61, ["0"] = 0x30},
}
local early = {
    italic = {h = 0x210E}, script = {L = 0x2112}, blackboard = {R = 0x211D},
}
function alphabet(name)
    local starts = alphabets[name]
    for first, last in string.gmatch("AZaz09", "(.)(.)") do
        for code = first:byte(), last:byte() do
            local start = starts[first] or first:byte()
            local char = (early[name] or {})[string.char(code)] or start + code - first:byte()
            mathcode(code, ordinary, char)
        end
    end
end
alphabet("italic")
for command, name in pairs {
    mathrm = "upright", mathbf = "bold", mathbb = "blackboard", mathcal = "script", mathfrak = "fraktur",
    mathsf = "sansserif", mathtt = "monospace",
} do
    tex.print("\\def\\" .. command .. "#1{{\\directlua{alphabet('" .. name .. "')}#1}}")
end

-- Characters that stand for themselves.
for char, code in pairs {
    ["+"] = {binary, 0x2B}, ["-"] = {binary, 0x2212}, ["*"] = {binary, 0x2217}, ["/"] = {ordinary, 0x2F},
    ["="] = {relation, 0x3D}, ["<"] = {relation, 0x3C}, [">"] = {relation, 0x3E}, [":"] = {relation, 0x3A},
    ["("] = {opening, 0x28}, [")"] = {closing, 0x29}, ["["] = {opening, 0x5B}, ["]"] = {closing, 0x5D},
    ["!"] = {closing, 0x21}, [","] = {punctuation, 0x2C}, [";"] = {punctuation, 0x3B}, ["."] = {ordinary, 0x2E},
    ["|"] = {ordinary, 0x7C},
} do mathcode(char:byte(), code[1], code[2]) end
for char in string.gmatch("()[]|/", ".") do
    tex.setdelcode(char:byte(), 0, char:byte(), 0, char:byte())
end
tex.setdelcode(("."):byte(), 0, 0, 0, 0)

-- Commands for characters, by class.
for class, commands in pairs {
    [ordinary] = {
        alpha = 0x1D6FC, beta = 0x1D6FD, gamma = 0x1D6FE, theta = 0x1D703, mu = 0x1D707, sigma = 0x1D70E, pi = 0x1D70B,
        Gamma = 0x393, Omega = 0x3A9, partial = 0x1D715, nabla = 0x2207, forall = 0x2200, exists = 0x2203, top = 0x22A4,
        vdots = 0x22EE, prime = 0x2032,
    },
    [operator] = {sum = 0x2211, prod = 0x220F, bigcup = 0x22C3, bigoplus = 0x2A01},
    [binary] = {
        times = 0xD7, cdot = 0x22C5, pm = 0xB1, odot = 0x2299, otimes = 0x2297, oplus = 0x2295, ast = 0x2217,
        cap = 0x2229, cup = 0x222A,
    },
    [relation] = {
        le = 0x2264, ge = 0x2265, ne = 0x2260, approx = 0x2248, to = 0x2192, mapsto = 0x21A6, ["in"] = 0x2208,
        subset = 0x2282,
    },
} do
    for name, char in pairs(commands) do define(name, class, char) end
end
define("integral", operator, 0x222B)
tex.print("\\def\\int{\\integral\\nolimits}")
for name, char in pairs {ldots = 0x2026, cdots = 0x22EF, ddots = 0x22F1} do
    define(name .. "sign", ordinary, char)
    tex.print("\\def\\" .. name .. "{\\mathinner{\\" .. name .. "sign}}")
end
for name, delimiter in pairs {
    ["{"] = {opening, 0x7B}, ["}"] = {closing, 0x7D}, langle = {opening, 0x27E8}, rangle = {closing, 0x27E9},
    lfloor = {opening, 0x230A}, rfloor = {closing, 0x230B}, ["|"] = {ordinary, 0x2016},
} do
    tex.print(string.format("\\def\\%s{\\Udelimiter %d 0 %d }", name, delimiter[1], delimiter[2]))
end
for name, accent in pairs {hat = 0x302, bar = 0x304, vec = 0x20D7, dot = 0x307, tilde = 0x303} do
    tex.print(string.format("\\def\\%s{\\Umathaccent fixed 0 0 %d }", name, accent))
end
for name in string.gmatch("log sin exp", "%a+") do
    tex.print("\\def\\" .. name .. "{\\mathop{\\mathrm{" .. name .. "}}\\nolimits}")
end
for name in string.gmatch("lim max min", "%a+") do
    tex.print("\\def\\" .. name .. "{\\mathop{\\mathrm{" .. name .. "}}}")
end

-- Plain TeX's and LaTeX's commands. A \big delimiter is LaTeX's, at 10 points.
macros [[
\def\frac#1#2{{\begingroup#1\endgroup\over#2}}
\def\dfrac#1#2{{\displaystyle\frac{#1}{#2}}}
\def\tfrac#1#2{{\textstyle\frac{#1}{#2}}}
\def\sqrt{\futurelet\next\chooseroot}
\def\chooseroot{\ifx\next[\expandafter\root\else\expandafter\squareroot\fi}
\def\squareroot#1{\Uradical 0 "221A {#1}}
\def\root[#1]#2{\Uroot 0 "221A {#1}{#2}}
\def\sized#1#2{{\hbox{$\left#2\vbox to#1{}\right.\nulldelimiterspace=0pt$}}}
\def\big{\sized{8.5pt}}\def\Big{\sized{11.5pt}}\def\bigg{\sized{14.5pt}}\def\Bigg{\sized{17.5pt}}
\def\text#1{\hbox{\textmath#1}}
\def\,{\mskip3mu }\def\:{\mskip4mu }\def\;{\mskip5mu }\def\!{\mskip-3mu }\def\quad{\hskip10pt }
]]

-- The environments of amsmath: struts of 0.7 and 0.3 of a line of 12 points, columns 10 points apart. Without the thin
-- space that older amsmath puts before aligned rows.
macros [[
\def\begin#1{\csname begin#1\endcsname}\def\end#1{\csname end#1\endcsname}
\def\strutof#1{\vrule height#1\dimexpr8.4pt\relax depth#1\dimexpr3.6pt\relax width0pt}
\def\\{\cr}
\def\beginmatrix{\vcenter\bgroup\offinterlineskip
  \halign\bgroup\strutof{1}\hfil$##$\hfil&&\hskip10pt\hfil$##$\hfil\cr}
\def\endmatrix{\crcr\egroup\egroup}
\def\beginpmatrix{\left(\beginmatrix}\def\endpmatrix{\endmatrix\right)}
\def\beginbmatrix{\left[\beginmatrix}\def\endbmatrix{\endmatrix\right]}
\def\begincases{\left\{\vcenter\bgroup\offinterlineskip
  \halign\bgroup\strutof{1.2}$##$\hfil&\hskip10pt$##$\hfil\cr}
\def\endcases{\crcr\egroup\egroup\right.}
\def\beginaligned{\vcenter\bgroup\baselineskip15pt\lineskip4pt\lineskiplimit3pt
  \halign\bgroup\strutof{1}\hfil$\displaystyle##$&$\displaystyle{}##$\hfil\cr}
\def\endaligned{\crcr\egroup\egroup}
]]

-- Where everything is: x to the right and y downwards from the origin, in em.
local em = 10 * 65536
local function number(length) return string.format("%.4f", length / em + 0):gsub("^-0.0000$", "0.0000"), nil end

local glyphs, rules
local walk
local function advance(item, parent)
    if item.id == node.id("kern") then return item.kern end
    if item.id == node.id("glue") then return math.floor(node.effective_glue(item, parent) + 0.5) end
    return nil
end
local function place(item, x, y)
    if item.id == node.id("glyph") then
        local index = fonts.hashes.identifiers[item.font].characters[item.char].index
        table.insert(glyphs, string.format("[%d,%s,%s]", index, number(x + item.xoffset), number(y - item.yoffset)))
    else
        walk(item, x, y)
    end
end
local function rule(x, y, width, height, depth)
    if width == 0 or height + depth == 0 then return end
    table.insert(rules, string.format("[%s,%s,%s,%s]",
        number(x), number(y - height), number(width), number(height + depth)))
end
local running = -1073741824
local function dimension(value, other) return value == running and other or value end

function walk(box, x, y)
    local isVertical = box.id == node.id("vlist")
    local across, along = x, isVertical and y - box.height or y
    for item in node.traverse(box.head) do
        local step = advance(item, box)
        if item.id == node.id("hlist") or item.id == node.id("vlist") then
            if isVertical then
                place(item, x + item.shift, along + item.height)
                along = along + item.height + item.depth
            else
                place(item, across, y + item.shift)
                across = across + item.width
            end
        elseif item.id == node.id("rule") then
            if isVertical then
                along = along + item.height
                rule(x, along, dimension(item.width, box.width), item.height, item.depth)
                along = along + item.depth
            else
                rule(across, y, item.width, dimension(item.height, box.height), dimension(item.depth, box.depth))
                across = across + item.width
            end
        elseif item.id == node.id("glyph") then
            place(item, across, y)
            across = across + item.width
        elseif step then
            if isVertical then along = along + step else across = across + step end
        end
    end
end

local formulas, results = {}, {}
function record(index)
    local style, formula = table.unpack(formulas[index])
    local box = tex.box[0]
    glyphs, rules = {}, {}
    walk(box, 0, 0)
    table.insert(results, string.format(
        '{"style":"%s","tex":"%s","width":%s,"height":%s,"depth":%s,\n "glyphs":[%s],\n "rules":[%s]}',
        style, formula:gsub("\\", "\\\\"), number(box.width), number(box.height), number(box.depth),
        table.concat(glyphs, ","), table.concat(rules, ",")))
end
function finish()
    local file = assert(io.open(folder .. "/reference.json", "w"))
    file:write("[\n", table.concat(results, ",\n"), "\n]\n")
    file:close()
end

for line in io.lines(folder .. "/expressions.txt") do
    local style, formula = line:match("^(%a+) (.+)$")
    table.insert(formulas, {style, formula})
    tex.print(string.format("\\setbox0\\hbox{$\\%sstyle %s$}\\directlua{record(%d)}", style, formula, #formulas))
end
tex.print("\\directlua{finish()}")
