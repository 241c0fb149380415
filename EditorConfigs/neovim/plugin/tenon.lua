-- Commands, and ghost text where the server is attached. No key is mapped.
if vim.g.loaded_tenon or vim.fn.has('nvim-0.10') == 0 then return end
vim.g.loaded_tenon = true

require('tenon.commands').create()

local group = vim.api.nvim_create_augroup('tenon', { clear = true })

--- The client of an event, if it is ours.
local function ours(event)
  local client = vim.lsp.get_client_by_id(event.data.client_id)
  return client and client.name == 'tenon' and client or nil
end

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = ours(event)
    if client and vim.g.tenon_ghost_text ~= false then
      require('tenon.ghost').attach(client, event.buf)
    end
  end,
})

vim.api.nvim_create_autocmd('LspDetach', {
  group = group,
  callback = function(event)
    if ours(event) then
      require('tenon.ghost').detach(event.buf)
      require('tenon.progress').clear()
    end
  end,
})

vim.api.nvim_create_autocmd('LspProgress', {
  group = group,
  callback = function(event)
    local params = event.data.params
    if ours(event) and params then require('tenon.progress').note(params.token, params.value) end
  end,
})
