-- Neovim 0.10: with this folder on 'runtimepath', put this into init.lua.
vim.api.nvim_create_autocmd('FileType', {
  callback = function(event)
    -- Only files: not help, terminals, or the windows of plugins.
    if vim.bo[event.buf].buftype ~= '' then return end
    local config = require('tenon').config()
    config.root_dir = vim.fs.root(event.buf, config.root_markers) or vim.fn.getcwd()
    vim.lsp.start(config, { bufnr = event.buf })
  end,
})
