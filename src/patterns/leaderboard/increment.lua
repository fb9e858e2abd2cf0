-- increment.lua
-- Adds to scores, all or none, and renews the board's expiry.
-- Adding 0 to a score leaves the time at which it was reached.
--
-- KEYS[1]     board         sorted set
-- ARGV[1]     order         'desc': the highest score leads; 'asc': the lowest
-- ARGV[2]     unit          2^bits of the tie clock; 1 without ties
-- ARGV[3]     epochMs       tick 0 of the tie clock, ms since 1970
-- ARGV[4]     resolutionMs  ms per tick
-- ARGV[5]     lastTick      later ticks count as this one
-- ARGV[6]     now           ms since 1970; empty: the server's time
-- ARGV[7]     expireAtMs    when the board is to be deleted, ms since 1970; empty: never
-- ARGV[8]     dayStartMs    write only on the day that starts then; empty: always
-- ARGV[9..]   pairs         what to add and member, again and again
-- RETURN      the new scores (text) in that order; or the time in ms (text) when it is not that day;
--             or the place (from 1) of the first whose sum would not fit. In these two cases nothing was done

if is_other_day() then
  return string.format('%.0f', now)
end

local largest = unit > 1 and 9007199254740992 / unit - 1 or math.huge
local scores, changed, reply = {}, {}, {}
for i = 9, #ARGV, 2 do
  local by, member = tonumber(ARGV[i]), ARGV[i + 1]
  local old = scores[member] or read_score(member)
  local score = (old or 0) + by
  if math.abs(score) > largest then
    return (i - 7) / 2
  end
  scores[member] = score
  changed[member] = changed[member] or score ~= old
  reply[#reply + 1] = string.format('%.17g', score)
end
for member, score in pairs(scores) do
  if changed[member] then
    write_score(member, score)
  end
end
expire_board()
return reply
