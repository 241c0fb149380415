" Vim with the plugin vim-lsp: put this into ~/.vimrc.
augroup tenon
  autocmd!
  autocmd User lsp_setup call lsp#register_server({
      \ 'name': 'tenon',
      \ 'cmd': {server_info->['tenon', 'serve']},
      \ 'root_uri': {server_info->lsp#utils#path_to_uri(
      \     lsp#utils#find_nearest_parent_file_directory(
      \         lsp#utils#get_buffer_path(), ['tenon.json', '.git/']))},
      \ 'allowlist': ['*'],
      \ 'workspace_config': {'tenon': {}},
      \ })
augroup END

" Vim with coc.nvim: add this to coc-settings.json instead.
"   "languageserver": {
"     "tenon": {"command": "tenon", "args": ["serve"], "filetypes": ["*"],
"               "rootPatterns": ["tenon.json", ".git"]}
"   }
