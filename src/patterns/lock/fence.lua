-- PART: the next fencing number of a lock.
-- One more than the last, so that it goes up although the clock was set back; and at most 100 ms behind the time in
-- microseconds, so that it goes up although the last numbers were lost: no replica takes over as fast as that. So the
-- number may be forgotten once it is unused, after 10 minutes.

local function next_fence(key, now)
  local number = redis.call('INCR', key)
  if number > now - 100000 and number <= now then
    return number
  end
  number = math.max(number, now)
  redis.call('SET', key, string.format('%.0f', number), 'PX', 600000)
  return number
end
