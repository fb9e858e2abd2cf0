-- create-session.lua
-- Writes a session with its expiry, in one step. Sent twice, as a client does that lost the reply, it does no harm.
--
-- KEYS[1]     session     hash, replaced
-- KEYS[2]     index       sorted set of the user's sessions
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- ARGV[2]     idleMs      how long it lives untouched
-- ARGV[3]     absoluteMs  how long it lives at most
-- ARGV[4]     userId      empty: nobody is signed in
-- ARGV[5..]   fields      name and value, again and again
-- RETURN      { created, expires }, ms since 1970

-- #region create
local expires = now + math.min(ARGV[2], ARGV[3])
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], '@created', now, '@expires', expires, unpack(ARGV, 5, math.min(#ARGV, 1004)))
-- The others in portions, as Lua cannot pass on any number of them at once.
for i = 1005, #ARGV, 1000 do
  redis.call('HSET', KEYS[1], unpack(ARGV, i, math.min(#ARGV, i + 999)))
end
redis.call('PEXPIRE', KEYS[1], expires - now)
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], '@user', ARGV[4])
  enlist(KEYS[1], KEYS[2], expires)
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
end
return { now, expires }
-- #endregion
