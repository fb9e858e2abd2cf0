-- rotate-session.lua
-- Gives a session another key, so that the old id opens nothing any more, and signs in a user if told.
-- Sent twice, as a client does that lost the reply, it answers the same.
--
-- KEYS[1]     old         hash
-- KEYS[2]     oldIndex    sorted set of the sessions of the user before
-- KEYS[3]     new         hash
-- KEYS[4]     newIndex    sorted set of the sessions of the user after
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- ARGV[2]     idleMs      how long it lives from now, untouched
-- ARGV[3]     absoluteMs  how long it lives at most; counted from now if a user signs in
-- ARGV[4]     userId      who signs in; empty: the user stays
-- RETURN      all its fields, name and value in turn; nil when there is no such session

-- #region rotate
local session = live(KEYS[1])
if session then
  redis.call('RENAME', KEYS[1], KEYS[3])
  redis.call('ZREM', KEYS[2], member(KEYS[1]))
else
  session = live(KEYS[3])
end
if not session then
  return
end
if ARGV[4] ~= '' then
  session = { created = now, user = ARGV[4] }
  redis.call('HSET', KEYS[3], '@created', now, '@user', ARGV[4])
end
if slide(KEYS[3], KEYS[4], session, ARGV[2], ARGV[3]) then
  return redis.call('HGETALL', KEYS[3])
end
-- #endregion
