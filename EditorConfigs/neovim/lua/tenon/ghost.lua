-- Ghost text: what could come next, shown behind the cursor until it is accepted. Where Neovim can
-- show it by itself (vim.lsp.inline_completion, 0.12), it does; elsewhere extmarks do.
local M = {}

local builtin = vim.lsp.inline_completion
local namespace = vim.api.nvim_create_namespace('tenon.ghost')

--- What is shown in the current buffer: its items, which of them, and where. One at a time, as there
--- is one cursor.
---@type {buffer: integer, client: vim.lsp.Client, items: table[], chosen: integer}?
local shown
--- The request on its way.
---@type {client: vim.lsp.Client, id: integer}?
local asked

-- Positions --------------------------------------------------------------------------------------

--- The byte offset in a line of a position's character.
local function byte(client, line, character)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1] or ''
  local ok, found = pcall(vim.str_byteindex, text, client.offset_encoding, character, false)
  if ok then return found end
  -- Neovim 0.10 has no choice of encodings there.
  if client.offset_encoding == 'utf-8' then return math.min(character, #text) end
  return vim.str_byteindex(text, math.min(character, vim.fn.strchars(text)), true)
end

local function cursor()
  local place = vim.api.nvim_win_get_cursor(0)
  return place[1] - 1, place[2]
end

--- An item's text behind the cursor, while what stands before the cursor is its beginning; nil when
--- the item has nothing to say there (any more).
local function rest(client, item)
  local line, column = cursor()
  local text = type(item.insertText) == 'table' and item.insertText.value or item.insertText
  local start = item.range and item.range.start or nil
  local first, from = line, column
  if start then first, from = start.line, byte(client, start.line, start.character) end
  if first > line or (first == line and from > column) then return nil end
  local typed = table.concat(vim.api.nvim_buf_get_text(0, first, from, line, column, {}), '\n')
  if text:sub(1, #typed) ~= typed or #text == #typed then return nil end
  return text:sub(#typed + 1)
end

--- How many bytes behind the cursor an item takes the place of.
local function replaced(client, item)
  local line, column = cursor()
  local stop = item.range and item.range['end']
  if not stop or stop.line ~= line then return 0 end
  -- What was typed since stands before them.
  local width = #(vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1] or '')
  return math.max(0, math.min(item.tail or 0, width - column))
end

-- Showing ----------------------------------------------------------------------------------------

local function clear()
  if shown and vim.api.nvim_buf_is_valid(shown.buffer) then
    vim.api.nvim_buf_clear_namespace(shown.buffer, namespace, 0, -1)
  end
  shown = nil
end

--- Shows the chosen item as far as it is not typed yet; clears when there is nothing left of it.
local function draw()
  if not shown or shown.buffer ~= vim.api.nvim_get_current_buf() then return clear() end
  vim.api.nvim_buf_clear_namespace(shown.buffer, namespace, 0, -1)
  local text = rest(shown.client, shown.items[shown.chosen])
  if not text then return clear() end
  local line, column = cursor()
  local lines = vim.split(text, '\n', { plain = true })
  local below = {}
  for number = 2, #lines do
    below[#below + 1] = { { lines[number], 'TenonGhost' } }
  end
  vim.api.nvim_buf_set_extmark(shown.buffer, namespace, line, column, {
    virt_text = { { lines[1], 'TenonGhost' } },
    virt_text_pos = 'inline',
    virt_lines = #below > 0 and below or nil,
    hl_mode = 'combine',
  })
end

local function cancel()
  if asked then
    local request = asked
    asked = nil
    M.compat(request.client, 'cancel_request', request.id)
  end
end

--- Calls a method of a client; the form with a colon came with Neovim 0.11.
function M.compat(client, method, ...)
  if vim.fn.has('nvim-0.11') == 1 then return client[method](client, ...) end
  return client[method](...)
end

local function ask(client, buffer, kind)
  cancel()
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.context = { triggerKind = kind }
  local line, column = cursor()
  local width = #(vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] or '')
  local tick = vim.b[buffer].changedtick
  local sent, id
  sent, id = M.compat(client, 'request', 'textDocument/inlineCompletion', params, function(err, result)
    if asked and asked.id == id then asked = nil end
    if err or vim.api.nvim_get_current_buf() ~= buffer or vim.b[buffer].changedtick ~= tick then
      return
    end
    local row, col = cursor()
    if row ~= line or col ~= column or vim.fn.mode():sub(1, 1) ~= 'i' then return end
    clear()
    local items = vim.tbl_filter(function(item)
      local stop = item.range and item.range['end']
      item.tail = stop and stop.line == line and byte(client, line, stop.character) - column or 0
      return item.tail >= 0 and item.tail <= width - column and rest(client, item) ~= nil
    end, result and (result.items or result) or {})
    if #items > 0 then
      shown = { buffer = buffer, client = client, items = items, chosen = 1 }
      draw()
    end
  end, buffer)
  if sent then asked = { client = client, id = id } end
end

-- Accepting --------------------------------------------------------------------------------------

--- Begins an undo step.
local function break_undo() vim.bo.undolevels = vim.bo.undolevels end

--- Puts a beginning of an item's rest into the buffer, behind the cursor, in an undo step of its own.
local function insert(text, tail)
  local buffer = vim.api.nvim_get_current_buf()
  local line, column = cursor()
  break_undo()
  local lines = vim.split(text, '\n', { plain = true })
  vim.api.nvim_buf_set_text(buffer, line, column, line, column + tail, lines)
  local last = #lines == 1 and column + #lines[1] or #lines[#lines]
  vim.api.nvim_win_set_cursor(0, { line + #lines, last })
end

--- Tells the server that an item was accepted: it learns from that, on this machine only.
local function report(client, item)
  if item.command then
    M.compat(client, 'request', 'workspace/executeCommand', {
      command = item.command.command,
      arguments = item.command.arguments,
    }, function() end)
  end
end

--- Accepts what `part` takes of the ghost text.
---@param part fun(text: string): string
local function take(part)
  if builtin then
    return builtin.get({
      on_accept = function(item)
        local text = type(item.insert_text) == 'table' and item.insert_text.value or item.insert_text
        local typed = ''
        if item.range then
          local row, column = item.range:to_extmark()
          local line, stop = cursor()
          typed = table.concat(vim.api.nvim_buf_get_text(0, row, column, line, stop, {}), '\n')
        end
        insert(part(text:sub(#typed + 1)), 0)
      end,
    })
  end
  local text = shown and rest(shown.client, shown.items[shown.chosen])
  if not shown or not text then return false end
  local item, piece = shown.items[shown.chosen], part(text)
  local isWhole = piece == text
  insert(piece, isWhole and replaced(shown.client, item) or 0)
  if isWhole then
    report(shown.client, item)
    clear()
  else
    draw()
  end
  return true
end

--- Accepts all of it.
function M.accept()
  if builtin then
    return builtin.get({
      on_accept = function(item)
        break_undo()
        return item
      end,
    })
  end
  return take(function(text) return text end)
end

--- Accepts its next word, with what stands before it.
function M.accept_word()
  return take(function(text) return text:match('^%s*[%w_\128-\255]+') or text:match('^%s*%S') or text end)
end

--- Accepts it to the end of its next line.
function M.accept_line()
  return take(function(text) return text:match('^\n*[^\n]+') or text end)
end

--- Shows another candidate.
---@param step integer
function M.select(step)
  if builtin then
    builtin.select({ count = step })
    return true
  end
  if not shown then return false end
  local chosen = shown.chosen
  repeat
    shown.chosen = (shown.chosen + step - 1) % #shown.items + 1
  until shown.chosen == chosen or rest(shown.client, shown.items[shown.chosen])
  draw()
  return true
end

--- Asks for some by hand, here and now.
function M.ask()
  local client = require('tenon').client()
  if not client then return false end
  if builtin then
    -- Neovim has no other way to be told.
    vim.api.nvim_exec_autocmds('CursorMovedI', { buffer = vim.api.nvim_get_current_buf() })
  else
    ask(client, vim.api.nvim_get_current_buf(), 1)
  end
  return true
end

--- Takes it away; it comes back with the next change.
function M.dismiss()
  if builtin then
    local buffer = vim.api.nvim_get_current_buf()
    builtin.enable(false, { bufnr = buffer })
    builtin.enable(true, { bufnr = buffer })
    return true
  end
  cancel()
  local was = shown ~= nil
  clear()
  return was
end

--- Whether there is some.
function M.is_visible() return shown ~= nil end

-- Following the cursor ---------------------------------------------------------------------------

--- Shows ghost text in a buffer, from a client that has it.
function M.attach(client, buffer)
  if not client.server_capabilities.inlineCompletionProvider then return end
  if builtin then return builtin.enable(true, { bufnr = buffer }) end
  local group = vim.api.nvim_create_augroup('tenon.ghost.' .. buffer, { clear = true })
  local function on(events, action)
    vim.api.nvim_create_autocmd(events, { group = group, buffer = buffer, callback = action })
  end
  on({ 'TextChangedI', 'CursorMovedI', 'InsertEnter' }, function()
    if vim.lsp.client_is_stopped and vim.lsp.client_is_stopped(client.id) then return end
    draw()
    ask(client, buffer, 2)
  end)
  on({ 'InsertLeave', 'BufLeave' }, function()
    cancel()
    clear()
  end)
end

--- Shows none in a buffer any more.
function M.detach(buffer)
  if builtin then
    pcall(builtin.enable, false, { bufnr = buffer })
    return
  end
  pcall(vim.api.nvim_del_augroup_by_name, 'tenon.ghost.' .. buffer)
  if shown and shown.buffer == buffer then clear() end
end

vim.api.nvim_set_hl(0, 'TenonGhost', { default = true, link = 'Comment' })

return M
