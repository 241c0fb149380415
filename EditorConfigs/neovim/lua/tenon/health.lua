-- :checkhealth tenon
local M = {}

function M.check()
  local health = vim.health
  health.start('tenon')
  if vim.fn.has('nvim-0.10') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
  else
    health.error('Neovim 0.10 or newer is needed', { 'older.lua beside this plugin serves 0.8 and 0.9' })
  end
  if vim.lsp.inline_completion then
    health.ok("ghost text: Neovim's own")
  else
    health.ok("ghost text: the plugin's (Neovim 0.12 has its own)")
  end
  local program = (vim.lsp.config and vim.lsp.config.tenon and vim.lsp.config.tenon.cmd or { 'tenon' })[1]
  if type(program) ~= 'string' or vim.fn.executable(program) == 0 then
    return health.error(tostring(program) .. ' is not on PATH', { 'make install PREFIX=~/.local' })
  end
  local version = vim.fn.system({ program, '--version' })
  health.ok(vim.trim(version) .. ', at ' .. vim.fn.exepath(program))
  -- Each line of `tenon doctor` begins with its judgement, and its fix is indented below.
  local output = vim.fn.systemlist({ program, 'doctor' })
  health.info(table.concat(output, '\n'))
  local attached = vim.lsp.get_clients({ name = 'tenon' })
  if #attached == 0 then
    health.warn('no buffer has the server', { "vim.lsp.enable('tenon') in init.lua, then open a file" })
  end
  for _, client in ipairs(attached) do
    local buffers = vim.tbl_count(client.attached_buffers)
    health.ok(('running in %s, %d buffers'):format(client.root_dir or 'no folder', buffers))
  end
end

return M
