-- trim.lua
-- Removes the entries that are older than some age.
--
-- KEYS[1]     stream    stream
-- ARGV[1]     now       ms since 1970; empty: the server's time
-- ARGV[2]     minAgeMs  entries that are younger stay
-- ARGV[3]     exact     '1': remove all that are older; else whole nodes only
-- RETURN      how many were removed

local oldest = string.format('%.0f', math.max(0, now_ms(ARGV[1]) - ARGV[2]))
if ARGV[3] == '1' then
  return redis.call('XTRIM', KEYS[1], 'MINID', oldest)
end
return redis.call('XTRIM', KEYS[1], 'MINID', '~', oldest)
