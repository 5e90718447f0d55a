-- Where everything in a box is: x to the right and y downwards from its origin, in em of the text size.
local em = tex.sp("10pt")

local function numbers(...)
    local rounded = {}
    for _, length in ipairs {...} do
        table.insert(rounded, (string.format("%.4f", length / em):gsub("^%-0%.0000$", "0.0000"):gsub("%.?0+$", "")))
    end
    return table.concat(rounded, ",")
end

local kinds = {}
for id, name in pairs(node.types()) do kinds[name] = id end
-- A rule's dimension that stands for that of the box around it.
local running = -1073741824
local function dimension(value, surrounding) return value == running and surrounding or value end

local glyphs, rules

local function add(glyph, x, y)
    local index = fonts.hashes.identifiers[glyph.font].characters[glyph.char].index
    table.insert(glyphs, "[" .. index .. "," .. numbers(x + glyph.xoffset, y - glyph.yoffset) .. "]")
end
local function addRule(x, y, width, height, depth)
    -- Struts have no ink.
    if width == 0 or height + depth == 0 then return end
    table.insert(rules, "[" .. numbers(x, y - height, width, height + depth) .. "]")
end

local walk
local function walkRow(box, x, y)
    for item in node.traverse(box.head) do
        local width = item.width
        if item.id == kinds.hlist or item.id == kinds.vlist then
            walk(item, x, y + item.shift)
        elseif item.id == kinds.glyph then
            add(item, x, y)
        elseif item.id == kinds.rule then
            addRule(x, y, width, dimension(item.height, box.height), dimension(item.depth, box.depth))
        elseif item.id == kinds.kern then
            width = item.kern
        elseif item.id == kinds.glue then
            width = node.effective_glue(item, box)
        else
            width = 0
        end
        x = x + width
    end
end
local function walkColumn(box, x, y)
    y = y - box.height
    for item in node.traverse(box.head) do
        if item.id == kinds.hlist or item.id == kinds.vlist then
            walk(item, x + item.shift, y + item.height)
            y = y + item.height + item.depth
        elseif item.id == kinds.rule then
            addRule(x, y + item.height, dimension(item.width, box.width), item.height, item.depth)
            y = y + item.height + item.depth
        elseif item.id == kinds.kern then
            y = y + item.kern
        elseif item.id == kinds.glue then
            y = y + node.effective_glue(item, box)
        end
    end
end
function walk(box, x, y)
    if box.id == kinds.vlist then walkColumn(box, x, y) else walkRow(box, x, y) end
end

local formulas, results = {}, {}
function record(number)
    local formula, box = formulas[number], tex.box[0]
    glyphs, rules = {}, {}
    walk(box, 0, 0)
    table.insert(results, string.format(
        '{"style":"%s","tex":"%s","box":[%s],\n"glyphs":[%s],"rules":[%s]}',
        formula.style, formula.tex:gsub("\\", "\\\\"), numbers(box.width, box.height, box.depth),
        table.concat(glyphs, ","), table.concat(rules, ",")))
end

-- Each line of a page is a style and a formula.
function setAll(page)
    for line in io.lines(page) do
        local style, formula = line:match("^(%a+) (.+)$")
        table.insert(formulas, {style = style, tex = formula})
        tex.print(string.format("\\setbox0\\hbox{$\\%sstyle %s$}\\directlua{record(%d)}", style, formula, #formulas))
    end
end
function write(path)
    local file = assert(io.open(path, "w"))
    file:write("[\n", table.concat(results, ",\n"), "\n]\n")
    file:close()
end
