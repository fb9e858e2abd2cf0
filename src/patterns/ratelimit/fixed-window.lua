-- PART: the fixed window. Windows begin at multiples of their length since 1970.
-- With the server's clock the key holds the count, and its expiry is the end of the window: no need to ask for the
-- time. With the caller's clock it holds `start count`.

-- How much is taken, and ms until the window ends.
local function server_window(key, window_ms)
  local used = tonumber(redis.call('GET', key))
  local left = used and redis.call('PTTL', key) or -1
  if left < 0 then
    return 0, to_ms(window_ms * 1000 - now_us() % (window_ms * 1000))
  end
  return used, math.max(1, left)
end

-- The same, and when the window began.
local function given_window(key, window_ms)
  local now, start, used = tonumber(given), given - given % window_ms, 0
  local stored_start, count = string.match(redis.call('GET', key) or '', '(%d+) (%d+)')
  stored_start = tonumber(stored_start)
  if stored_start and stored_start >= start then
    start, used = stored_start, tonumber(count)
  end
  return used, start + window_ms - math.max(now, start), start
end

local function fixed_window(key, take, cost, limit, window_ms)
  local of_clock = given == '' and server_window or given_window
  local used, left, start = of_clock(key, window_ms)
  if used + cost > limit then
    return { limit - used, cost <= limit and left or NEVER, used > 0 and left or 0 }
  elseif not take then
    return { limit - used, 0, used > 0 and left or 0 }
  elseif start then
    redis.call('SET', key, string.format('%.0f %.0f', start, used + cost), 'PX', lifetime(left))
  elseif used > 0 then
    redis.call('INCRBY', key, cost)
  else
    redis.call('SET', key, cost, 'PX', left)
  end
  return { limit - used - cost, 0, left }
end
