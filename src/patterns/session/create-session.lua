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

local session = { created = now, user = ARGV[4] ~= '' and ARGV[4] }
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], '@created', now)
if session.user then
  redis.call('HSET', KEYS[1], '@user', session.user)
end
write(KEYS[1], 5)
return { now, slide(KEYS[1], KEYS[2], session, ARGV[2], ARGV[3]) }
