-- merge.lua
-- Merges the boards of days into the board of a week or month, which expires.
--
-- KEYS[1]     merged       sorted set, replaced
-- KEYS[2..]   days         sorted sets; one that is not there counts as empty
-- ARGV[1]     aggregate    SUM, MAX or MIN
-- ARGV[2]     largest      no stored score may be beyond it on either side; empty: any
-- ARGV[3]     now          ms since 1970; empty: the server's time
-- ARGV[4]     keptUntilMs  the expiry of the oldest day, ms since 1970
-- ARGV[5]     expireAtMs   when the merged board is to be deleted, ms since 1970
-- RETURN      members on the merged board; or EXPIRED: the oldest day is no longer kept, nothing was done;
--             or BEYOND: a total does not fit, and no merged board was written

local now = now_ms(ARGV[3])
if now >= tonumber(ARGV[4]) then
  return 'EXPIRED'
end
local days = { unpack(KEYS, 2) }
local members = union(KEYS[1], days, ARGV[1])
if reaches_beyond(KEYS[1], tonumber(ARGV[2])) then
  redis.call('DEL', KEYS[1])
  return 'BEYOND'
end
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', ARGV[5] - now))
return members
