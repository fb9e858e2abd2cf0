-- update-session.lua
-- Sets and removes fields of a session that there is, and puts off its expiry if told. Never brings one back.
--
-- KEYS[1]     session     hash
-- KEYS[2]     index       sorted set of the user's sessions
-- ARGV[1]     now         ms since 1970; empty: the server's time
-- ARGV[2]     idleMs      how long it lives from now, untouched; empty: its expiry stays
-- ARGV[3]     absoluteMs  how long it lives at most
-- ARGV[4]     removed     how many of the changes are names of fields to remove
-- ARGV[5..]   changes     those names; then name and value, again and again
-- RETURN      when it expires, ms since 1970; 1 when that was not asked; nil when there is no such session

-- #region update
local session = live(KEYS[1])
if not session then
  return
end
for i = 5, 4 + ARGV[4] do
  redis.call('HDEL', KEYS[1], ARGV[i])
end
-- In portions, as Lua cannot pass on any number of them at once.
for i = 5 + ARGV[4], #ARGV, 1000 do
  redis.call('HSET', KEYS[1], unpack(ARGV, i, math.min(#ARGV, i + 999)))
end
-- #endregion
if ARGV[2] == '' then
  return 1
end
return slide(KEYS[1], KEYS[2], session, ARGV[2], ARGV[3])
