-- What a mapping or a configuration calls:
--
--     require('tenon').accept()        all of the ghost text
--     require('tenon').accept_word()   its next word
--     require('tenon').accept_line()   its next line
--     require('tenon').next()          the next candidate; previous() the one before
--     require('tenon').dismiss()       none of it
--     require('tenon').ask()           asks for some now
--     require('tenon').status()        for a status line
--
-- Each of the first seven answers whether it had something to do, so that a mapping can fall back.
local M = {}

local ghost = require('tenon.ghost')

M.accept = ghost.accept
M.accept_word = ghost.accept_word
M.accept_line = ghost.accept_line
M.next = function() return ghost.select(1) end
M.previous = function() return ghost.select(-1) end
M.dismiss = ghost.dismiss
M.ask = ghost.ask

--- Maps keys in insert mode; each passes the key on where there is no ghost text. Called by whoever
--- wants that, for example `require('tenon').map({ accept = '<Tab>' })`.
---@param keys table<string, string> names of the functions above, and the keys for them
function M.map(keys)
  for name, key in pairs(keys) do
    vim.keymap.set('i', key, function()
      if not M[name]() then
        local typed = vim.api.nvim_replace_termcodes(key, true, false, true)
        vim.api.nvim_feedkeys(typed, 'n', false)
      end
    end, { desc = 'Tenon: ' .. name:gsub('_', ' ') })
  end
end

--- How the server is started, for `vim.lsp.config` and `vim.lsp.start`.
function M.config()
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  return {
    name = 'tenon',
    cmd = { 'tenon', 'serve' },
    root_markers = { 'tenon.json', '.git' },
    settings = { tenon = vim.empty_dict() },
    -- A change that is asked about comes to our preview, hunk by hunk.
    capabilities = vim.tbl_deep_extend('force', capabilities, {
      workspace = {
        workspaceEdit = {
          documentChanges = true,
          changeAnnotationSupport = { groupsOnLabel = true },
        },
      },
    }),
    handlers = {
      ['workspace/applyEdit'] = function(...) return require('tenon.preview').apply_edit(...) end,
    },
  }
end

--- The server of a buffer; nil when none is attached.
---@param buffer? integer
function M.client(buffer)
  return vim.lsp.get_clients({ bufnr = buffer or 0, name = 'tenon' })[1]
end

--- One short text: what Tenon is at in this buffer, or nothing.
function M.status()
  if not M.client() then return '' end
  local progress = require('tenon.progress').text()
  return progress and ('tenon: ' .. progress) or 'tenon'
end

return M
