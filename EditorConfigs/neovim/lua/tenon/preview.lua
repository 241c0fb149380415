-- A change that the server asks about, hunk by hunk. Nothing of it is in any buffer before it is
-- decided, and what is rejected never is.
local M = {}

local namespace = vim.api.nvim_create_namespace('tenon.preview')
local diff = vim.text and vim.text.diff or vim.diff
local context = 3

--- Keys of the preview's buffer, and of no other. `vim.g.tenon_preview_keys` has those that you
--- want instead; false for none.
M.keys = {
  accept = 'a', reject = 'r', accept_all = 'A', reject_all = 'R', next = ']c', previous = '[c',
  close = 'q',
}

---@class tenon.Hunk
---@field at integer[] first line and count, before and after, as `vim.diff` has them
---@field state 'open'|'accepted'|'rejected'
---@field row integer? where its heading stands in the preview

---@class tenon.File
---@field uri string
---@field old string[]
---@field new string[]
---@field operation table? creates or deletes it
---@field tick integer? what the buffer was when this was made
---@field hunks tenon.Hunk[]

---@class tenon.Review
---@field buffer integer the preview
---@field files tenon.File[]
---@field decide fun(review: tenon.Review) called once, when nothing is open any more

--- The reviews that are on screen, by their buffers.
---@type table<integer, tenon.Review>
local reviews = {}

-- Reading an edit --------------------------------------------------------------------------------

local function lines_of(buffer) return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

--- The lines that come of edits.
local function edited(lines, edits, encoding)
  local scratch = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(scratch, 0, -1, false, lines)
  local bare = vim.tbl_map(function(edit) return { range = edit.range, newText = edit.newText } end, edits)
  vim.lsp.util.apply_text_edits(bare, scratch, encoding)
  local result = lines_of(scratch)
  -- A buffer has a line even where a file has none.
  if #lines == 0 and result[#result] == '' then result[#result] = nil end
  vim.api.nvim_buf_delete(scratch, { force = true })
  return result
end

local function text(lines) return #lines == 0 and '' or table.concat(lines, '\n') .. '\n' end

--- The files that an edit changes, in its order.
---@return tenon.File[]
local function files_of(edit, encoding)
  local files, byURI = {}, {}
  local function file(uri, is_new)
    local known = byURI[uri]
    if known then return known end
    known = { uri = uri, old = {} }
    if not is_new then
      local buffer = vim.uri_to_bufnr(uri)
      vim.fn.bufload(buffer)
      known.old = lines_of(buffer)
      known.tick = vim.api.nvim_buf_get_changedtick(buffer)
    end
    known.new = known.old
    byURI[uri] = known
    files[#files + 1] = known
    return known
  end
  for _, change in ipairs(edit.documentChanges or {}) do
    if change.kind == 'create' then
      file(change.uri, true).operation = { kind = 'create', uri = change.uri, options = change.options }
    elseif change.kind == 'delete' then
      local deleted = file(change.uri)
      deleted.operation = { kind = 'delete', uri = change.uri, options = change.options }
      deleted.new = {}
    elseif change.textDocument then
      local changed = file(change.textDocument.uri)
      changed.new = edited(changed.new, change.edits, encoding)
    end
  end
  for _, each in ipairs(files) do
    each.hunks = vim.tbl_map(function(at)
      return { at = at, state = 'open' }
    end, diff(text(each.old), text(each.new), { result_type = 'indices' }))
    -- A file without a line is made or deleted as well.
    if each.operation and #each.hunks == 0 then
      each.hunks = { { at = { 0, 0, 0, 0 }, state = 'open' } }
    end
  end
  return files
end

-- Applying ---------------------------------------------------------------------------------------

local function accepted(file)
  return vim.tbl_filter(function(hunk) return hunk.state == 'accepted' end, file.hunks)
end

--- Puts a file's accepted hunks into its buffer.
local function apply(file, encoding)
  local hunks = accepted(file)
  if #hunks == 0 then return end
  if file.operation then
    vim.lsp.util.apply_workspace_edit({ documentChanges = { file.operation } }, encoding)
    if file.operation.kind == 'delete' then return end
  end
  local buffer = vim.uri_to_bufnr(file.uri)
  vim.fn.bufload(buffer)
  vim.bo[buffer].buflisted = true
  if #file.old == 0 then return vim.api.nvim_buf_set_lines(buffer, 0, -1, false, file.new) end
  for index = #hunks, 1, -1 do
    local before, removed, after, added = unpack(hunks[index].at)
    local first = removed == 0 and before or before - 1
    local lines = vim.list_slice(file.new, after, after + added - 1)
    vim.api.nvim_buf_set_lines(buffer, first, first + removed, false, lines)
  end
end

--- Applies what was accepted; the answer for the server.
local function outcome(files, encoding)
  local count = 0
  for _, file in ipairs(files) do
    local buffer = file.tick and vim.uri_to_bufnr(file.uri)
    if buffer and vim.api.nvim_buf_get_changedtick(buffer) ~= file.tick then
      return { applied = false, failureReason = 'the buffer has changed meanwhile' }
    end
    count = count + #accepted(file)
  end
  if count == 0 then return { applied = false, failureReason = 'the user rejected it' } end
  for _, file in ipairs(files) do apply(file, encoding) end
  return { applied = true }
end

-- Showing ----------------------------------------------------------------------------------------

local function shown_name(uri) return vim.fn.fnamemodify(vim.uri_to_fname(uri), ':~:.') end

--- Writes a hunk with some lines around it.
local function render(file, hunk, lines)
  local before, removed, after, added = unpack(hunk.at)
  local first = removed == 0 and before + 1 or before
  local function add(sign, from, to, source)
    for number = from, to do lines[#lines + 1] = sign .. source[number] end
  end
  lines[#lines + 1] = ('@@ -%d,%d +%d,%d @@'):format(before, removed, after, added)
  hunk.row = #lines
  add(' ', math.max(1, first - context), first - 1, file.old)
  add('-', before, before + removed - 1, removed == 0 and {} or file.old)
  add('+', after, after + added - 1, added == 0 and {} or file.new)
  add(' ', first + removed, math.min(#file.old, first + removed + context - 1), file.old)
end

--- Says at each hunk what was decided of it.
local function mark(review)
  vim.api.nvim_buf_clear_namespace(review.buffer, namespace, 0, -1)
  for _, file in ipairs(review.files) do
    for _, hunk in ipairs(file.hunks) do
      local highlight = ({ open = 'Comment', accepted = 'DiffAdd', rejected = 'DiffDelete' })[hunk.state]
      vim.api.nvim_buf_set_extmark(review.buffer, namespace, hunk.row - 1, 0, {
        virt_text = { { ' ' .. hunk.state .. ' ', highlight } },
        virt_text_pos = 'eol',
      })
    end
  end
end

local function hunks_of(review)
  local all = {}
  for _, file in ipairs(review.files) do vim.list_extend(all, file.hunks) end
  return all
end

local function is_open(hunk) return hunk.state == 'open' end

--- The hunk at the cursor.
local function current(review)
  local row = vim.api.nvim_win_get_cursor(0)[1]
  local found
  for _, hunk in ipairs(hunks_of(review)) do
    if not found or hunk.row <= row then found = hunk end
  end
  return found
end

--- Moves to the next hunk of a kind; `step` -1 for the one before.
local function move(review, step, wanted)
  local row = vim.api.nvim_win_get_cursor(0)[1]
  local hunks = vim.tbl_filter(wanted, hunks_of(review))
  table.sort(hunks, function(left, right) return (left.row - right.row) * step < 0 end)
  for _, hunk in ipairs(hunks) do
    if (hunk.row - row) * step > 0 then return vim.api.nvim_win_set_cursor(0, { hunk.row, 0 }) end
  end
  if hunks[1] then vim.api.nvim_win_set_cursor(0, { hunks[1].row, 0 }) end
end

--- Ends a review: what is open is rejected.
local function close(review)
  if not reviews[review.buffer] then return end
  reviews[review.buffer] = nil
  vim.schedule(function()
    if vim.api.nvim_buf_is_valid(review.buffer) then
      vim.api.nvim_buf_delete(review.buffer, { force = true })
    end
    review.decide(review)
  end)
end

local function decide(state, only)
  local review = reviews[vim.api.nvim_get_current_buf()]
  if not review then return end
  for _, hunk in ipairs(only and { current(review) } or vim.tbl_filter(is_open, hunks_of(review))) do
    hunk.state = state
  end
  mark(review)
  if #vim.tbl_filter(is_open, hunks_of(review)) == 0 then return close(review) end
  move(review, 1, is_open)
end

local function in_review(action)
  return function()
    local review = reviews[vim.api.nvim_get_current_buf()]
    if review then action(review) end
  end
end

--- Accepts, or rejects, the hunk at the cursor, or all that are not decided yet.
function M.accept() decide('accepted', true) end
function M.reject() decide('rejected', true) end
function M.accept_all() decide('accepted', false) end
function M.reject_all() decide('rejected', false) end
M.next = in_review(function(review) move(review, 1, function() return true end) end)
M.previous = in_review(function(review) move(review, -1, function() return true end) end)
M.close = in_review(close)

local function heading(annotation)
  local keys = vim.g.tenon_preview_keys == nil and M.keys or vim.g.tenon_preview_keys
  local lines = { annotation.label }
  for line in (annotation.description or ''):gmatch('[^;]+') do lines[#lines + 1] = '  ' .. vim.trim(line) end
  if keys then
    lines[#lines + 1] = ('%s accept  %s reject  %s accept all  %s reject all  %s %s move'):format(
      keys.accept, keys.reject, keys.accept_all, keys.reject_all, keys.next, keys.previous)
  end
  return vim.list_extend(lines, { '' })
end

--- Shows the review in a tab page of its own.
local function show(files, annotation, on_decided)
  local lines = heading(annotation)
  local title = #lines
  for _, file in ipairs(files) do
    local kind = file.operation and file.operation.kind
    lines[#lines + 1] = '--- ' .. (kind == 'create' and '/dev/null' or shown_name(file.uri))
    lines[#lines + 1] = '+++ ' .. (kind == 'delete' and '/dev/null' or shown_name(file.uri))
    for _, hunk in ipairs(file.hunks) do render(file, hunk, lines) end
  end
  vim.cmd.tabnew()
  local buffer = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = 'diff'
  vim.api.nvim_buf_set_name(buffer, 'tenon://proposal/' .. buffer)
  local review = { buffer = buffer, files = files, decide = on_decided }
  reviews[buffer] = review
  for row = 0, title - 1 do
    vim.api.nvim_buf_set_extmark(buffer, vim.api.nvim_create_namespace('tenon.preview.title'), row, 0, {
      line_hl_group = row == 0 and 'Title' or 'Comment',
    })
  end
  for name, key in pairs(vim.g.tenon_preview_keys == nil and M.keys or vim.g.tenon_preview_keys or {}) do
    vim.keymap.set('n', key, M[name], { buffer = buffer, nowait = true, desc = 'Tenon: ' .. name:gsub('_', ' ') })
  end
  vim.api.nvim_create_autocmd('BufWipeout', { buffer = buffer, callback = function() close(review) end })
  mark(review)
  vim.api.nvim_win_set_cursor(0, { hunks_of(review)[1].row, 0 })
end

--- Runs an action when the user is not in the middle of typing, at once if that is now.
local function between_keys(action)
  if vim.fn.mode() == 'n' then return action() end
  vim.notify('tenon: a proposal is ready; it is shown once you leave this mode')
  vim.api.nvim_create_autocmd('ModeChanged', {
    pattern = '*:n', once = true, callback = function() vim.schedule(action) end,
  })
end

-- What the server asks --------------------------------------------------------------------------

--- The annotation that wants a confirmation; nil where none does.
local function question(edit)
  for _, annotation in pairs(edit.changeAnnotations or {}) do
    if annotation.needsConfirmation then return annotation end
  end
end

--- `workspace/applyEdit`: Neovim's own handler, but for edits that the user is asked about.
function M.apply_edit(err, params, context_of)
  local annotation = params and question(params.edit)
  if not annotation then return vim.lsp.handlers['workspace/applyEdit'](err, params, context_of) end
  local thread = coroutine.running()
  local client = assert(vim.lsp.get_client_by_id(context_of.client_id))
  local files = files_of(params.edit, client.offset_encoding)
  if not vim.iter(files):any(function(file) return #file.hunks > 0 end) then
    return { applied = false, failureReason = 'the buffers have it already' }
  end
  between_keys(function()
    show(files, annotation, function()
      assert(coroutine.resume(thread, outcome(files, client.offset_encoding)))
    end)
  end)
  return coroutine.yield()
end

return M
