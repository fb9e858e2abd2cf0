-- lock-try.lua
-- Takes the lock when it is free and nobody waits for it, or claims it when it was handed over to the caller. To ask
-- again with the same token does no harm.
--
-- KEYS[1]     lock   string: the token of who has it
-- KEYS[2]     fence  string: the last fencing number
-- KEYS[3]     queue  sorted set: waiters by turn
-- ARGV[1]     token  of the caller
-- ARGV[2]     ttlMs  how long the lease lasts
-- ARGV[3]     now    ms since 1970; empty: the server's time
-- RETURN      the fencing number; or nil: somebody has it; or 0: it is free, but somebody waits, perhaps not alive

-- #region try
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then
    return nil
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
elseif redis.call('EXISTS', KEYS[3]) == 1 then
  redis.call('DEL', KEYS[1])
  return 0
end
return next_fence(KEYS[2], now_us(ARGV[3]))
-- #endregion
