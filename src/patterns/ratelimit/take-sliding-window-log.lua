-- take-sliding-window-log.lua
-- Takes a cost from a sliding-window log, or looks what that would do.
--
-- KEYS[1]    state     of one id
-- ARGV[1]    now       ms since 1970; empty: the server's time
-- ARGV[2]    mode      'take', or 'look': change nothing
-- ARGV[3]    cost      1 or more
-- ARGV[4..]  settings  limit, window in ms
-- RETURN     how much is left; ms until the cost fits, -1 for never; ms until all is there again

return sliding_window_log(KEYS[1], ARGV[2] == 'take', tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]))
