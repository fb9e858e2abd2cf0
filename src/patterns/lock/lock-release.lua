-- lock-release.lua
-- Frees the lock when the caller has it and nobody waits for it.
--
-- KEYS[1]     lock   string: the token of who has it
-- KEYS[2]     queue  sorted set: waiters by turn
-- ARGV[1]     token  of the caller
-- RETURN      0: the caller did not have it; 1: it is free now; 2: nothing was done, for somebody waits

-- #region release
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
elseif redis.call('EXISTS', KEYS[2]) == 1 then
  return 2
end
return redis.call('DEL', KEYS[1])
-- #endregion
