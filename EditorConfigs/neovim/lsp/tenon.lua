-- Neovim 0.11 or newer: with this folder on 'runtimepath', put
--     vim.lsp.enable('tenon')
-- into init.lua. It runs beside other servers; without `filetypes` it serves every kind of file.
-- Settings, as in `man tenon`, are given by
--     vim.lsp.config('tenon', { settings = { tenon = { syntax = { documentSymbols = 'on' } } } })
return require('tenon').config()
