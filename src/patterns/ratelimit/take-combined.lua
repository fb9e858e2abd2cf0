-- take-combined.lua
-- Takes a cost from every limit or from none, or looks what that would do.
--
-- KEYS[1..]  states    of one id, one for each limit
-- ARGV[1]    now       ms since 1970; empty: the server's time
-- ARGV[2]    mode      'take', or 'look': change nothing
-- ARGV[3]    cost      1 or more
-- ARGV[4..]  settings  for each limit: the algorithm, and its three settings as in its own script
-- RETURN     for each limit: how much is left; ms until the cost fits, -1 for never; ms until all is there again

local algorithms = {
  ['fixed-window'] = fixed_window,
  ['sliding-window-counter'] = sliding_window_counter,
  ['sliding-window-log'] = sliding_window_log,
  ['token-bucket'] = token_bucket,
  gcra = gcra,
}

local function ask_all(take)
  local reply, all_fit = {}, true
  for i, key in ipairs(KEYS) do
    local name, limit, a, b = unpack(ARGV, 4 * i, 4 * i + 3)
    local answer = algorithms[name](key, take, tonumber(ARGV[3]), tonumber(limit), tonumber(a), tonumber(b))
    all_fit = all_fit and answer[2] == 0
    for _, number in ipairs(answer) do
      reply[#reply + 1] = number
    end
  end
  return reply, all_fit
end

local reply, all_fit = ask_all(false)
if all_fit and ARGV[2] == 'take' then
  reply = ask_all(true)
end
return reply
