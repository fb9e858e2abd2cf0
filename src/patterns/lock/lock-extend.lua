-- lock-extend.lua
-- Lets a lease run from now on for so long, when the caller still has it.
--
-- KEYS[1]     lock   string: the token of who has it
-- ARGV[1]     token  of the caller
-- ARGV[2]     ttlMs  how long the lease lasts from now
-- RETURN      1; or 0: the caller has it no more

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
