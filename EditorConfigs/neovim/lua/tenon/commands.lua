-- The user's commands. All of them are requests that any client can send.
local M = {}

local function client()
  local found = require('tenon').client()
  if not found then
    vim.notify('tenon: no server in this buffer (see :checkhealth tenon)', vim.log.levels.WARN)
  end
  return found
end

--- Runs a command of the server's. Its errors are shown.
---@param name string
---@param argument table?
---@param done fun(result: any)?
local function execute(name, argument, done)
  local server = client()
  if not server then return end
  local buffer = vim.api.nvim_get_current_buf()
  local params = { command = name, arguments = argument and { argument } or {} }
  require('tenon.ghost').compat(server, 'request', 'workspace/executeCommand', params, function(err, result)
    if err then return vim.notify('tenon: ' .. err.message, vim.log.levels.ERROR) end
    if done then done(result) end
  end, buffer)
end

--- Where a command was given: the lines of its range, else the cursor's.
local function place(command)
  return {
    uri = vim.uri_from_bufnr(0),
    range = {
      start = { line = command.line1 - 1, character = 0 },
      ['end'] = { line = command.line2 - 1, character = 0 },
    },
  }
end

local function work(goal)
  return function(command)
    local argument = place(command)
    argument.goal = goal
    argument.instruction = command.args ~= '' and command.args or nil
    if goal == 'fix' then
      local found = vim.diagnostic.get(0, { lnum = command.line1 - 1 })[1]
      if found then argument.diagnostic = { line = found.lnum, message = found.message } end
    end
    execute('tenon.fix', argument, function(answer)
      local ending = answer and answer.ending or 'done'
      local title = answer and answer.title and (answer.title .. ': ') or ''
      vim.notify('tenon: ' .. title .. ending)
    end)
  end
end

--- Opens a log of the server's.
local function log()
  local state = os.getenv('XDG_STATE_HOME') or (os.getenv('HOME') .. '/.local/state')
  local files = vim.fn.glob(state .. '/tenon/*.log', true, true)
  table.sort(files, function(left, right) return vim.fn.getftime(left) > vim.fn.getftime(right) end)
  if not files[1] then return vim.notify('tenon: there is no log yet below ' .. state .. '/tenon') end
  vim.cmd.view(vim.fn.fnameescape(files[1]))
  vim.cmd.normal('G')
end

--- Shows words in a window of their own.
local function show(title, text)
  vim.cmd.new()
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = 'markdown'
  vim.api.nvim_buf_set_name(buffer, title .. ' ' .. buffer)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text, '\n', { plain = true }))
end

--- An answer is shown by the server where the client can show documents; else here.
local function showing(title)
  return function(answer)
    if type(answer) == 'table' and answer.text and not answer.shown then show(title, answer.text) end
  end
end

--- The commands by name: what each does, and what `:command` is told of it.
M.all = {
  TenonFix = { work('fix'), 'Fix what is wrong here; an instruction may follow', '*' },
  TenonRefactor = { work('refactor'), 'Change the code as the instruction says', '+' },
  TenonOptimise = { work('optimise'), 'Make the code here faster', '*' },
  TenonSimplify = { work('simplify'), 'Make the code here simpler', '*' },
  TenonDocument = { work('document'), 'Document the code here', '*' },
  TenonTests = { work('tests'), 'Write tests for the code here', '*' },
  TenonExplain = {
    function(command)
      local argument = place(command)
      argument.about = 'code'
      execute('tenon.explain', argument, showing('tenon://explanation'))
    end,
    'Explain the code here', 0,
  },
  TenonApply = { function() execute('tenon.apply') end, 'Apply the proposal that was shown last', 0 },
  TenonUndo = { function() execute('tenon.undo') end, 'Take back what was applied last', 0 },
  TenonStatus = {
    function() execute('tenon.status', nil, showing('tenon://status')) end,
    'What is configured, and what was spent', 0,
  },
  TenonMap = {
    function()
      local server = client()
      if not server then return end
      local here = vim.lsp.util.make_position_params(0, server.offset_encoding)
      execute('tenon.map', { uri = here.textDocument.uri, position = here.position }, showing('tenon://map'))
    end,
    'What matters in the repository for what you are at', 0,
  },
  TenonLog = { log, "Open the server's log", 0 },
}

function M.create()
  for name, command in pairs(M.all) do
    vim.api.nvim_create_user_command(name, command[1], {
      desc = command[2], nargs = command[3], range = true,
    })
  end
end

return M
