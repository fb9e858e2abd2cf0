-- destroy-sessions.lua
-- Ends all sessions of a user at one moment, except one: all or none.
--
-- KEYS[1]     index       sorted set of the user's sessions
-- KEYS[2..]   sessions    hashes: those that the index was seen to have
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- ARGV[2]     userId      whose; others may be in the same index
-- ARGV[3]     except      the last part of the key of the session that stays; empty: none does
-- RETURN      how many were ended; nil when the index has others than those, and nothing was done

-- #region all
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local known = {}
for i = 2, #KEYS do
  known[member(KEYS[i])] = true
end
for _, each in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if not known[each] then
    return
  end
end

local ended = 0
for i = 2, #KEYS do
  local session = member(KEYS[i]) ~= ARGV[3] and live(KEYS[i])
  if session and session.user == ARGV[2] then
    redis.call('DEL', KEYS[i])
    redis.call('ZREM', KEYS[1], member(KEYS[i]))
    ended = ended + 1
  end
end
return ended
-- #endregion
