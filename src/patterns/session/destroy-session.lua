-- destroy-session.lua
-- Ends a session, or ends it only if it is of one user.
--
-- KEYS[1]     session     hash
-- KEYS[2]     index       sorted set of the user's sessions
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- ARGV[2]     userId      whose it must be; empty: anybody's
-- RETURN      1, or 0 when there is no such session

local session = live(KEYS[1])
if not session or ARGV[2] ~= '' and session.user ~= ARGV[2] then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], member(KEYS[1]))
return 1
