-- read-session.lua
-- Reads a session and puts off its expiry, in one step.
--
-- KEYS[1]     session     hash
-- KEYS[2]     index       sorted set of the user's sessions
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- ARGV[2]     idleMs      how long it lives from now, untouched
-- ARGV[3]     absoluteMs  how long it lives at most
-- RETURN      all its fields, name and value in turn; nil when there is no such session

local session = live(KEYS[1])
if session and slide(KEYS[1], KEYS[2], session, ARGV[2], ARGV[3]) then
  return redis.call('HGETALL', KEYS[1])
end
