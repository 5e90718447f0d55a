-- LuaTeX leaves off the italic correction of the last character of a list; TeX adds it to that one too (The TeXbook,
-- appendix G, rule 17). An empty kern after such a character makes LuaTeX add it. Upright words stay as they are.
local simple, fraction, radical = node.id("noad"), node.id("fraction"), node.id("radical")
local accent, fence = node.id("accent"), node.id("fence")
local character, list = node.id("math_char"), node.id("sub_mlist")
local barred = {}
for subtype, name in pairs(node.subtypes("noad")) do barred[subtype] = name == "over" or name == "under" end

local function isSlanted(field) return field and field.id == character and field.char > 0x7F end

local close

-- What is in a list of its own: what the atom's field holds, one character too.
local function visit(atom, field)
    local content = atom[field]
    if not content then return end
    if content.id == list then
        content.head = close(content.head)
    elseif isSlanted(content) then
        local inner, outer = node.new(simple), node.new(list)
        inner.nucleus = node.copy(content)
        outer.head = close(inner)
        atom[field] = outer
    end
end

function close(head)
    for atom in node.traverse(head) do
        if atom.id == fraction then
            visit(atom, "num")
            visit(atom, "denom")
        elseif atom.id == simple or atom.id == radical or atom.id == accent then
            local isBarred = atom.id == radical or atom.id == simple and barred[atom.subtype]
            if isBarred or atom.nucleus and atom.nucleus.id == list then visit(atom, "nucleus") end
            visit(atom, "sub")
            visit(atom, "sup")
            if atom.id == radical then visit(atom, "degree") end
        end
    end
    local last = node.tail(head)
    if last and last.id == fence then last = last.prev end
    if last and (last.id == simple or last.id == accent) and isSlanted(last.nucleus) and not last.sub and not last.sup then
        node.insert_after(head, last, node.new("kern"))
    end
    return head
end

luatexbase.add_to_callback("pre_mlist_to_hlist_filter", close, "slants")
