-- take-token-bucket.lua
-- Takes a cost from a token bucket, or looks what that would do.
--
-- KEYS[1]    state     of one id
-- ARGV[1]    now       ms since 1970; empty: the server's time
-- ARGV[2]    mode      'take', or 'look': change nothing
-- ARGV[3]    cost      1 or more
-- ARGV[4..]  settings  capacity, parts in a token, parts that come back in a microsecond
-- RETURN     how much is left; ms until the cost fits, -1 for never; ms until all is there again

return token_bucket(KEYS[1], ARGV[2] == 'take', tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]))
