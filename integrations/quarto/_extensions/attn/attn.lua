-- {{< attn weights.npz layer=3 head=5 caption="A caption." >}}; element=attn-links for another.
-- one.js of attn-elements lies beside this file.

local elements = { ["attn-heatmap"] = true, ["attn-links"] = true, ["attn-text"] = true, ["attn-image"] = true, ["pe-plot"] = true }

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;"))
end

local function attn(args, kwargs)
  local given = {}
  for name, value in pairs(kwargs) do given[name] = pandoc.utils.stringify(value) end
  local element, caption = given.element or "attn-heatmap", given.caption or ""
  given.element, given.caption = nil, nil
  if not elements[element] then error("attn: there is no element " .. element) end
  if #args > 0 then given.src = pandoc.utils.stringify(args[1]) end
  if not quarto.doc.is_format("html:js") then return pandoc.Str(caption) end

  quarto.doc.add_html_dependency({
    name = "attn-elements",
    version = "0.0.0",
    scripts = { { path = "one.js", attribs = { type = "module" } } },
  })
  if given.src and not given.src:match("^%a+:") and not given.src:match("^/") then
    quarto.doc.add_resource(given.src)
  end
  local names = {}
  for name in pairs(given) do names[#names + 1] = name end
  table.sort(names)
  local tag = "<" .. element
  for _, name in ipairs(names) do
    if not name:match("^%a[%a-]*$") then error("attn: " .. name .. " is no name of an attribute") end
    tag = tag .. " " .. name .. '="' .. escaped(given[name]) .. '"'
  end
  local inside = caption ~= "" and '<span slot="caption">' .. escaped(caption) .. "</span>" or ""
  return pandoc.RawInline("html", tag .. ">" .. inside .. "</" .. element .. ">")
end

return { ["attn"] = attn }
