-- What an author does in Neovim, told as one line of JSON: the documented set-up has been sourced before.
local answer = {}

local function request(method, params)
  local replies = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, reply in pairs(replies) do
    return reply.result
  end
end

local function at(text, column)
  local line = vim.fn.search(text, 'w')
  vim.api.nvim_win_set_cursor(0, { line, vim.fn.col('.') - 1 + column })
  return vim.lsp.util.make_position_params()
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, diagnostic.code or (diagnostic.user_data or {}).lsp.code)
  end
  table.sort(found)
  return found
end

local function wait_until(condition)
  return vim.wait(30000, condition, 20)
end

local function has(code)
  return vim.tbl_contains(codes(), code)
end

vim.cmd('edit ' .. vim.env.P3_FILE)
answer.filetype = vim.bo.filetype
answer.saw_finding = wait_until(function()
  -- The settings come behind the document.
  return has('unknown-field') and not has('no-metric')
end)
answer.codes = codes()

local items = request('textDocument/completion', at('{{ text }}', 3))
answer.labels = vim.tbl_map(function(item)
  return item.label
end, items.items or items)

answer.hover = request('textDocument/hover', at('{{ text }}', 3)).contents.value
answer.has_lenses = vim.lsp.get_client_by_id(1).server_capabilities.codeLensProvider ~= nil

local fix = at('txt', 0)
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
for _, action in ipairs(request('textDocument/codeAction', params)) do
  if action.kind == 'quickfix' then
    local resolved = action.edit and action or request('codeAction/resolve', action)
    vim.lsp.util.apply_workspace_edit(resolved.edit, 'utf-16')
    break
  end
end
answer.fixed = vim.fn.search('txt', 'nw') == 0
answer.finding_left = wait_until(function()
  return not has('unknown-field')
end)

local formatting = request('textDocument/formatting', {
  textDocument = vim.lsp.util.make_text_document_params(),
  options = { tabSize = 2, insertSpaces = true },
})
vim.lsp.util.apply_text_edits(formatting, 0, 'utf-16')
answer.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'

io.stdout:write(vim.json and vim.json.encode(answer) or vim.fn.json_encode(answer))
vim.cmd('quitall!')
