-- What the server says of its work, for the status line and for commands that wait.
local M = {}

---@type table<string|integer, string>
local running = {}

--- Takes in one message of `$/progress`.
---@param token string|integer
---@param value {kind: string, title?: string, message?: string, percentage?: integer}
function M.note(token, value)
  if value.kind == 'end' then
    running[token] = nil
  else
    local title = value.title or (running[token] or ''):match('^[^:]*')
    local percentage = value.percentage and (' %d%%'):format(value.percentage) or ''
    running[token] = title .. (value.message and ': ' .. value.message or '') .. percentage
  end
  vim.schedule(function() vim.cmd.redrawstatus({ bang = true }) end)
end

--- Nothing runs: the server has ended.
function M.clear() running = {} end

--- What the server is at; nil when it is idle.
function M.text()
  local _, text = next(running)
  return text
end

return M
