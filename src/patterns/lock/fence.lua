-- PART: the next fencing number of a lock.
-- Never less than the time in microseconds, so that it goes up although the last number was lost; never the last one
-- again, so that it goes up although the clock was set back. The last number may therefore be forgotten once unused:
-- it is kept for 10 minutes, and written anew in every 5; between, it is only added to.

local function next_fence(key, now)
  local last = tonumber(redis.call('GET', key) or 0)
  local number = math.max(last + 1, now)
  if math.floor(number / 300000000) == math.floor(last / 300000000) then
    return redis.call('INCRBY', key, number - last)
  end
  redis.call('SET', key, string.format('%.0f', number), 'PX', 600000)
  return number
end
