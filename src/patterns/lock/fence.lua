-- PART: the next fencing number of a lock, as text.
-- Never less than the time in microseconds, so that it goes up although the last number was lost; never the last one
-- again, so that it goes up although the clock was set back. The last number may therefore be forgotten once unused.

local function next_fence(key, given)
  local last = tonumber(redis.call('GET', key) or 0)
  local number = string.format('%.0f', math.max(last + 1, now_ms(given) * 1000))
  redis.call('SET', key, number, 'PX', 600000)
  return number
end
