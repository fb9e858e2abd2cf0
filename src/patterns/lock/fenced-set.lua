-- fenced-set.lua
-- Writes a value, unless somebody with a larger fencing number has written before.
--
-- KEYS[1]     value  hash { fence, value }
-- ARGV[1]     fence  the fencing number of who writes
-- ARGV[2]     value  what to write
-- RETURN      1; or 0: a later holder of the lock has written, and nothing was changed

if tonumber(redis.call('HGET', KEYS[1], 'fence') or 0) > tonumber(ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[1], 'fence', ARGV[1], 'value', ARGV[2])
return 1
