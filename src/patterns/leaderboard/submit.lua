-- submit.lua
-- Writes scores, each with the time at which it was reached, and renews the board's expiry.
-- A score that is not written keeps the time at which it was reached.
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
-- ARGV[9]     keep          'latest', or 'best': only scores that rank better
-- ARGV[10..]  pairs         score and member, again and again
-- RETURN      how many scores changed, or the time in ms (text) when it is not that day and nothing was done

if is_other_day() then
  return string.format('%.0f', now)
end

local function replaces(score, old)
  if not old then
    return true
  elseif ARGV[9] == 'latest' then
    return score ~= old
  end
  return high_leads and score > old or not high_leads and score < old
end

local changed = 0
for i = 10, #ARGV, 2 do
  local score, member = tonumber(ARGV[i]), ARGV[i + 1]
  if replaces(score, read_score(member)) then
    write_score(member, score)
    changed = changed + 1
  end
end
expire_board()
return changed
