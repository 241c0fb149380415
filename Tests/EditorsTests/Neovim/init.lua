-- A user's init.lua for the tests: our plugin and nothing else.
vim.opt.runtimepath:prepend(vim.env.TENON_EDITORS .. '/neovim')
vim.o.swapfile = false
vim.o.shadafile = 'NONE'
vim.o.statusline = "%f %m %= %{v:lua.require'tenon'.status()} "
require('tenon').map({
  accept = '<Tab>', accept_word = '<M-w>', accept_line = '<M-l>', next = '<M-n>', previous = '<M-p>',
  dismiss = '<M-d>', ask = '<M-a>',
})
if vim.lsp.enable then
  vim.lsp.enable('tenon')
else
  vim.cmd.luafile(vim.env.TENON_EDITORS .. '/neovim/older.lua')
end

-- What the server said of its work, for the tests to ask.
Progress = {}
vim.api.nvim_create_autocmd('LspProgress', {
  callback = function(event)
    local value = event.data.params.value
    Progress[#Progress + 1] = value.kind .. ': ' .. (value.title or value.message or '')
  end,
})

--- The ghost text, on one line.
function Ghost()
  local spaces = vim.api.nvim_get_namespaces()
  local space = vim.lsp.inline_completion and spaces['nvim.lsp.inline_completion'] or spaces['tenon.ghost']
  local mark = space and vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })[1]
  return mark and mark[4].virt_text and mark[4].virt_text[1][1] or ''
end

--- A proposal for the current buffer, as the server would make it: lines 1 and 9 are others.
function Propose()
  local buffer = vim.api.nvim_get_current_buf()
  local function edit(line, new)
    return {
      range = { start = { line = line, character = 0 }, ['end'] = { line = line + 1, character = 0 } },
      newText = new, annotationId = 'tenon',
    }
  end
  Answer = nil
  local params = {
    edit = {
      documentChanges = {
        {
          textDocument = { uri = vim.uri_from_bufnr(buffer), version = vim.NIL },
          edits = { edit(0, 'first = 1\n'), edit(8, 'ninth = 1\nand more\n') },
        },
        { kind = 'create', uri = vim.uri_from_fname(vim.fn.getcwd() .. '/new.py'), annotationId = 'tenon' },
        {
          textDocument = { uri = vim.uri_from_fname(vim.fn.getcwd() .. '/new.py'), version = vim.NIL },
          edits = { { range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } }, newText = 'new\n' } },
        },
      },
      changeAnnotations = { tenon = { label = 'Two lines and a file', needsConfirmation = true } },
    },
  }
  coroutine.wrap(function()
    Answer = require('tenon.preview').apply_edit(nil, params, { client_id = vim.lsp.get_clients()[1].id })
  end)()
end

--- Has the server offer these texts, whatever it would say itself: the model's mind is no test's matter.
function Offer(...)
  local texts = { ... }
  local client = vim.lsp.get_clients({ name = 'tenon' })[1]
  local request = client.request
  client.request = function(first, ...)
    -- The form with a colon came with Neovim 0.11.
    local method, params, handler = unpack(first == client and { ... } or { first, ... })
    if method ~= 'textDocument/inlineCompletion' then return request(first, ...) end
    local here = { start = params.position, ['end'] = params.position }
    local items = vim.tbl_map(function(text) return { insertText = text, range = here } end, texts)
    vim.schedule(function()
      handler(nil, { items = items }, { client_id = client.id, method = method })
    end)
    return true, 0
  end
end
