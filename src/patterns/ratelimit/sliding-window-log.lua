-- PART: the sliding-window log. Its key is a sorted set with one member for each unit that was taken, by its time.
-- Members are numbers of one length, counted up and begun again: short, unique among those that live, and in order
-- also where the times are equal, for Redis orders those by the bytes of the members.

local ZADD_MOST = 1000

local function add_members(key, time, first, count)
  local score = string.format('%.0f', time)
  if count == 1 then
    return redis.call('ZADD', key, score, string.format('%.0f', first))
  end
  for from = 0, count - 1, ZADD_MOST do
    local command = { 'ZADD', key }
    for i = from, math.min(from + ZADD_MOST, count) - 1 do
      command[#command + 1] = score
      command[#command + 1] = string.format('%.0f', first + i)
    end
    redis.call(unpack(command))
  end
end

local function sliding_window_log(key, take, cost, limit, window_ms, lowest)
  local now, window = now_us(), window_ms * 1000
  local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
  local newest = tonumber(last[2])
  now = math.max(now, newest or now)
  local gone = string.format('%.0f', now - window)
  local used = newest and redis.call('ZCOUNT', key, '(' .. gone, '+inf') or 0
  local left = limit - used

  if left < cost or not take then
    local retry = cost <= left and 0 or NEVER
    if cost > left and cost <= limit then
      -- That many of the oldest have to go.
      local rank = cost - left - 1 - used
      retry = to_ms(redis.call('ZRANGE', key, rank, rank, 'WITHSCORES')[2] + window - now)
    end
    return { left, retry, used > 0 and to_ms(newest + window - now) or 0 }
  end

  local first = last[1] and last[1] + 1 or lowest
  if first < lowest or first + cost > lowest * 10 then
    first, now = lowest, now + 1 -- Begun again, at a later time, so that the order holds.
  end
  if newest then
    redis.call('ZREMRANGEBYSCORE', key, '-inf', gone)
  end
  add_members(key, now, first, cost)
  redis.call('PEXPIRE', key, window_ms)
  return { left - cost, 0, window_ms }
end
