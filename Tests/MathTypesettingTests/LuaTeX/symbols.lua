-- Which character of the font a letter, a sign or a command is, and its class.
local ordinary, operator, binary, relation, opening, closing, punctuation = 0, 1, 2, 3, 4, 5, 6

local function command(name, meaning, ...) tex.print("\\def\\" .. name .. "{" .. meaning:format(...) .. "}") end
local function define(name, class, char)
    tex.print(string.format("\\Umathchardef\\%s=%d 0 %d ", name, class, char))
end

-- Letters and digits in the alphabets of Unicode; some letters were there before the alphabets.
local alphabets = {
    italic = {A = 0x1D434, a = 0x1D44E, h = 0x210E},
    bold = {A = 0x1D400, a = 0x1D41A, ["0"] = 0x1D7CE},
    bolditalic = {A = 0x1D468, a = 0x1D482, ["0"] = 0x1D7CE},
    script = {A = 0x1D49C, a = 0x1D4B6, F = 0x2131, L = 0x2112},
    fraktur = {A = 0x1D504, a = 0x1D51E},
    blackboard = {A = 0x1D538, a = 0x1D552, ["0"] = 0x1D7D8, R = 0x211D},
    sansserif = {A = 0x1D5A0, a = 0x1D5BA, ["0"] = 0x1D7E2},
    monospace = {A = 0x1D670, a = 0x1D68A, ["0"] = 0x1D7F6},
}
function alphabet(name)
    local chars = alphabets[name]
    for first, last in ("AZaz09"):gmatch("(.)(.)") do
        for code = first:byte(), last:byte() do
            local char = chars[string.char(code)] or (chars[first] or first:byte()) + code - first:byte()
            tex.setmathcode(code, ordinary, 0, char)
        end
    end
end
alphabet("italic")
for name, chosen in pairs {
    mathbf = "bold", boldsymbol = "bolditalic", mathbb = "blackboard", mathcal = "script",
    mathfrak = "fraktur", mathsf = "sansserif", mathtt = "monospace",
} do tex.print("\\def\\" .. name .. "#1{{\\directlua{alphabet('" .. chosen .. "')}#1}}") end

-- What is typed as it is.
for class, chars in pairs {
    [ordinary] = "/.|", [binary] = "+", [relation] = "=<>:", [opening] = "([", [closing] = ")]!", [punctuation] = ",;",
} do
    for char in chars:gmatch(".") do tex.setmathcode(char:byte(), class, 0, char:byte()) end
end
tex.setmathcode(("-"):byte(), binary, 0, 0x2212)
for char in ("()[]|/"):gmatch(".") do tex.setdelcode(char:byte(), 0, char:byte(), 0, char:byte()) end
tex.setdelcode(("."):byte(), 0, 0, 0, 0)

-- Characters that have a command.
for class, commands in pairs {
    [ordinary] = {
        alpha = 0x1D6FC, beta = 0x1D6FD, gamma = 0x1D6FE, epsilon = 0x1D716, theta = 0x1D703, lambda = 0x1D706,
        mu = 0x1D707, sigma = 0x1D70E, phi = 0x1D719, pi = 0x1D70B, Gamma = 0x393, Delta = 0x394, Psi = 0x3A8, Omega = 0x3A9,
        omega = 0x1D714, ell = 0x2113, partial = 0x1D715,
        nabla = 0x2207, forall = 0x2200, exists = 0x2203, top = 0x22A4, infty = 0x221E, vdots = 0x22EE, prime = 0x2032,
    },
    [operator] = {sum = 0x2211, prod = 0x220F, bigcup = 0x22C3, bigoplus = 0x2A01, integral = 0x222B, contour = 0x222E},
    [binary] = {
        times = 0xD7, div = 0xF7, cdot = 0x22C5, pm = 0xB1, odot = 0x2299, otimes = 0x2297, oplus = 0x2295,
        ast = 0x2217, circ = 0x2218, cap = 0x2229, cup = 0x222A,
    },
    [relation] = {
        le = 0x2264, ge = 0x2265, ne = 0x2260, approx = 0x2248, to = 0x2192, mapsto = 0x21A6, ["in"] = 0x2208,
        subset = 0x2282, sim = 0x223C, equiv = 0x2261, Rightarrow = 0x21D2, mid = 0x2223,
    },
} do
    for name, char in pairs(commands) do define(name, class, char) end
end
-- Integrals have their limits at the side.
command("int", "\\integral\\nolimits")
command("oint", "\\contour\\nolimits")
for name, char in pairs {ldots = 0x2026, cdots = 0x22EF, ddots = 0x22F1} do
    command(name, '\\mathinner{\\Umathchar 0 0 %d }', char)
end
for name, delimiter in pairs {
    ["{"] = {opening, 0x7B}, ["}"] = {closing, 0x7D}, langle = {opening, 0x27E8}, rangle = {closing, 0x27E9},
    lfloor = {opening, 0x230A}, rfloor = {closing, 0x230B}, lceil = {opening, 0x2308}, rceil = {closing, 0x2309},
    ["|"] = {ordinary, 0x2016},
} do command(name, "\\Udelimiter %d 0 %d ", delimiter[1], delimiter[2]) end
for name, accent in pairs {hat = 0x302, bar = 0x304, vec = 0x20D7, dot = 0x307, ddot = 0x308, tilde = 0x303} do
    command(name, "\\Umathaccent fixed 0 0 %d ", accent)
end
command("widehat", "\\Umathaccent 0 0 %d ", 0x302)
command("widetilde", "\\Umathaccent 0 0 %d ", 0x303)

-- Names of functions.
for name in ("log sin cos exp"):gmatch("%a+") do command(name, "\\mathop{\\mathrm{%s}}\\nolimits", name) end
for name in ("lim max min"):gmatch("%a+") do command(name, "\\mathop{\\mathrm{%s}}", name) end
