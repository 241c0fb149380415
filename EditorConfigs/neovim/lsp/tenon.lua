-- Neovim 0.11 or newer: copy this file to ~/.config/nvim/lsp/tenon.lua and put
--     vim.lsp.enable('tenon')
-- into init.lua. It runs beside other servers; without `filetypes` it serves every kind of file.
return {
  cmd = { 'tenon', 'serve' },
  root_markers = { 'tenon.json', '.git' },
  settings = {
    tenon = {
      -- Every key is in `man tenon`. For example, to see our outline beside other servers':
      -- syntax = { documentSymbols = 'on' },
    },
  },
}
