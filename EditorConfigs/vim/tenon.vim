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

" Vim with ALE: put this into ~/.vimrc instead, with a line for each language. ALE completes with
" `let g:ale_completion_enabled = 1`, and has the code actions under :ALECodeAction.
"   call ale#linter#Define('python', {'name': 'tenon', 'lsp': 'stdio', 'executable': 'tenon',
"       \ 'command': '%e serve', 'project_root': {buffer -> getcwd()}})
