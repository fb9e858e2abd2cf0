-- lock-peek.lua
-- Who has the lock and how many wait for it. Changes nothing.
--
-- KEYS[1]     lock   string: the token of who has it
-- KEYS[2]     fence  string: the last fencing number
-- KEYS[3]     queue  sorted set: waiters by turn
-- RETURN      how many wait, ms until the lease runs out (below 0: none, or never), the last fencing number (text),
--             the token of who has the lock (both empty: none)

return {
  redis.call('ZCARD', KEYS[3]),
  redis.call('PTTL', KEYS[1]),
  redis.call('GET', KEYS[2]) or '',
  redis.call('GET', KEYS[1]) or '',
}
