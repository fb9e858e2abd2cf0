-- all-time.lua
-- Folds the days that are over into the archive, each exactly once, and puts the archive and today together.
-- `folded` remembers the first day that is not in the archive (until) and how many boards are (boards).
--
-- KEYS[1]     view         sorted set, replaced: the archive and today
-- KEYS[2]     archive      sorted set
-- KEYS[3]     folded       hash { until, boards }
-- KEYS[4..]   days         sorted sets: the days that are still kept, one after the other; the last is today
-- ARGV[1]     aggregate    SUM, MAX or MIN
-- ARGV[2]     largest      no stored score may be beyond it on either side; empty: any
-- ARGV[3]     now          ms since 1970; empty: the server's time
-- ARGV[4]     dayStartMs   the start of today, ms since 1970
-- ARGV[5]     today        the number of today, in days since 1970
-- ARGV[6]     mostBoards   how many boards of days can be put together; empty: any number
-- ARGV[7]     viewMs       how long the view is kept
-- ARGV[8]     acceptLoss   '1': go on although days have expired before they were folded
-- RETURN      members on the view; or the time in ms (text) when it is not that day;
--             or { first, last } lost day, in days since 1970; or BEYOND: a total does not fit. In these three cases nothing was folded

local now, day_start = now_ms(ARGV[3]), tonumber(ARGV[4])
if now < day_start or now >= day_start + 86400000 then
  return string.format('%.0f', now)
end

local today, kept = tonumber(ARGV[5]), #KEYS - 3
local oldest = today - kept + 1
local unfolded = tonumber(redis.call('HGET', KEYS[3], 'until') or oldest)
if unfolded < oldest and ARGV[8] ~= '1' then
  return { unfolded, oldest - 1 }
end

local boards = tonumber(redis.call('HGET', KEYS[3], 'boards') or 0)
local closed = { KEYS[2] }
for day = math.max(unfolded, oldest), today - 1 do
  local key = KEYS[4 + day - oldest]
  if redis.call('EXISTS', key) == 1 then
    closed[#closed + 1] = key
    boards = boards + 1
  end
end

-- After a clock that went back, today may already be in the archive.
local everything = { unpack(closed) }
if today >= unfolded then
  everything[#everything + 1] = KEYS[#KEYS]
end
local members = union(KEYS[1], everything, ARGV[1])
local too_many = ARGV[6] ~= '' and boards + 1 > tonumber(ARGV[6])
if too_many or reaches_beyond(KEYS[1], tonumber(ARGV[2])) then
  redis.call('DEL', KEYS[1])
  return 'BEYOND'
end
if #closed > 1 then
  union(KEYS[2], closed, ARGV[1])
end
redis.call('HSET', KEYS[3], 'until', math.max(today, unfolded), 'boards', boards)
redis.call('PEXPIRE', KEYS[1], ARGV[7])
return members
