-- A real client: opens a policy, awaits its diagnostics, applies a code action.
--
--   CLAUSELINT=target/debug/clauselint nvim --headless -u NONE -i NONE -n -S check.lua
--
-- Knows Neovim from 0.7 on.

local patience = 20000

local function is(found, expected, what)
  if not vim.deep_equal(found, expected) then
    error(what .. ': ' .. vim.inspect(found) .. ' in place of ' .. vim.inspect(expected))
  end
end

local function await(what, condition)
  if not vim.wait(patience, condition, 20) then
    error(what .. ' is awaited in vain')
  end
end

-- Diagnostics of the buffer, each as rule, line and column in bytes, both from 0.
local function diagnostics()
  local all = {}
  for _, found in ipairs(vim.diagnostic.get(0)) do
    table.insert(all, { found.code, found.lnum, found.col })
  end
  table.sort(all, function(a, b)
    return a[2] < b[2]
  end)
  return all
end

local function request(client, method, params)
  local answers, trouble = vim.lsp.buf_request_sync(0, method, params, patience)
  local answer = answers and answers[client]
  if not answer or answer.err then
    error(method .. ': ' .. vim.inspect(trouble or (answer and answer.err)))
  end
  return answer.result
end

local function check()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, 'p')
  vim.fn.writefile(
    { 'select = ["consent-by-use", "vague-third-party-sharing"]' },
    folder .. '/clauselint.toml'
  )
  -- Characters of two, three and four bytes before what is found.
  vim.fn.writefile({
    '# Privacy policy',
    '',
    'Naïve — 😀: we collect names. By using our website, you agree to this privacy policy.',
    '',
    '- We share your name with our partners.',
  }, folder .. '/PRIVACY.md')
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/PRIVACY.md'))
  vim.bo.filetype = 'markdown'

  local start = vim.lsp.start or vim.lsp.start_client
  local client = start({
    name = 'clauselint',
    cmd = { vim.env.CLAUSELINT, 'lsp' },
    root_dir = folder,
    workspace_folders = { { uri = vim.uri_from_fname(folder), name = 'policies' } },
  })
  vim.lsp.buf_attach_client(0, client)

  await('diagnostics', function()
    return #diagnostics() == 2
  end)
  local line = vim.api.nvim_buf_get_lines(0, 2, 3, true)[1]
  local column = line:find('By using', 1, true) - 1
  is(diagnostics(), {
    { 'consent-by-use', 2, column },
    { 'vague-third-party-sharing', 4, 26 },
  }, 'diagnostics')

  -- Typing moves what is found.
  vim.api.nvim_buf_set_text(0, 2, 0, 2, 0, { '😀 ' })
  await('what has moved', function()
    local first = diagnostics()[1]
    return first and first[3] == column + 5
  end)

  -- Suppressing it where it stands.
  vim.api.nvim_win_set_cursor(0, { 3, column + 8 })
  local encoding = vim.lsp.get_client_by_id(client).offset_encoding
  local params = vim.lsp.util.make_range_params(0, encoding)
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  local actions = request(client, 'textDocument/codeAction', params)
  local title = 'Suppress `consent-by-use` here, with a reason'
  local action
  for _, offered in ipairs(actions) do
    if offered.title == title then
      action = offered
    end
  end
  if not action then
    error('not offered: ' .. title)
  end
  vim.lsp.util.apply_workspace_edit(action.edit, encoding)
  is(
    vim.api.nvim_buf_get_lines(0, 2, 3, true)[1],
    '<!-- clauselint-disable-next-line consent-by-use -- reason -->',
    'the line above'
  )
  await('one finding less', function()
    return #diagnostics() == 1
  end)
  is(diagnostics(), { { 'vague-third-party-sharing', 5, 26 } }, 'what is left')

  -- The rule's page.
  vim.api.nvim_win_set_cursor(0, { 6, 28 })
  local position = vim.lsp.util.make_position_params(0, encoding)
  local hover = request(client, 'textDocument/hover', position)
  if not hover.contents.value:find('vague-third-party-sharing', 1, true) then
    error('no page: ' .. vim.inspect(hover))
  end
  vim.lsp.stop_client(client)
end

local ok, trouble = pcall(check)
local version = vim.version()
if ok then
  io.stdout:write(('Neovim %d.%d.%d: passed\n'):format(version.major, version.minor, version.patch))
  vim.cmd('quitall!')
else
  io.stdout:write('Neovim: ' .. tostring(trouble) .. '\n')
  vim.cmd('cquit 1')
end
