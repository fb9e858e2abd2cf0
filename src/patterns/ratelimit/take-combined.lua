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

local cost, taking = tonumber(ARGV[3]), ARGV[2] == 'take'

local function ask(i, take)
  local name, limit, a, b = unpack(ARGV, 4 * i, 4 * i + 3)
  return algorithms[name](KEYS[i], take, cost, tonumber(limit), tonumber(a), tonumber(b))
end

-- The last one takes at once when all others fit; if it does, so do they.
local reply, all_fit = {}, true
for i = 1, #KEYS do
  local answer = ask(i, taking and all_fit and i == #KEYS)
  reply[3 * i - 2], reply[3 * i - 1], reply[3 * i] = unpack(answer)
  all_fit = all_fit and answer[2] == 0
end
if taking and all_fit then
  for i = 1, #KEYS - 1 do
    reply[3 * i - 2], reply[3 * i - 1], reply[3 * i] = unpack(ask(i, true))
  end
end
return reply
