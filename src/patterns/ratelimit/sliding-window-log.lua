-- PART: the sliding-window log. Its key is a sorted set with one member for each unit that was taken, by its time.
-- Members are counted up, in numbers of one length: unique, and in order also where the times are equal, for Redis
-- orders those by the bytes of the members. As whole numbers of 32 bits they are short in a listpack.

local LOWEST, HIGHEST = 1000000000, 2000000000
local ZADD_MOST = 1000

local function add_members(key, time, first, count)
  if count == 1 then
    return redis.call('ZADD', key, time, first)
  end
  for from = 0, count - 1, ZADD_MOST do
    local command = { 'ZADD', key }
    for i = from, math.min(from + ZADD_MOST, count) - 1 do
      command[#command + 1] = time
      command[#command + 1] = first + i
    end
    redis.call(unpack(command))
  end
end

local function ms_until_gone(key, rank, window, now)
  return to_ms(redis.call('ZRANGE', key, rank, rank, 'WITHSCORES')[2] + window - now)
end

-- #region take
local function sliding_window_log(key, take, cost, limit, window_ms)
  local now, window, used = now_us(), window_ms * 1000, 0
  local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
  local newest = tonumber(last[2])
  if newest then
    now = math.max(now, newest)
    used = redis.call('ZCOUNT', key, now - window + 1, '+inf')
  end
  local left = limit - used

  if left < cost or not take then
    local retry = cost <= left and 0 or NEVER
    if cost > left and cost <= limit then
      retry = ms_until_gone(key, cost - left - 1 - used, window, now) -- So many of the oldest have to go.
    end
    return { left, retry, used > 0 and to_ms(newest + window - now) or 0 }
  end

  local first = newest and last[1] + 1 or LOWEST
  if first + cost > HIGHEST then
    first, now = LOWEST, now + 1 -- Begun again, at a later time, so that the order holds.
  end
  if newest then
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  end
  add_members(key, now, first, cost)
  redis.call('PEXPIRE', key, lifetime(window_ms))
  return { left - cost, 0, window_ms }
end
-- #endregion
