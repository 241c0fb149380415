-- Neovim 0.8 to 0.10: put this into init.lua.
vim.api.nvim_create_autocmd('FileType', {
  callback = function(event)
    -- Only files: not help, terminals, or the windows of plugins.
    if vim.bo[event.buf].buftype ~= '' then
      return
    end
    local marker = vim.fs.find({ 'tenon.json', '.git' }, {
      path = vim.api.nvim_buf_get_name(event.buf),
      upward = true,
    })[1]
    vim.lsp.start({
      name = 'tenon',
      cmd = { 'tenon', 'serve' },
      root_dir = marker and vim.fs.dirname(marker) or vim.fn.getcwd(),
      settings = { tenon = {} },
    }, { bufnr = event.buf })
  end,
})
