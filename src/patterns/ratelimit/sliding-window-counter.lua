-- PART: the sliding-window counter. Its key holds `start current previous`: when the window began, what was taken in
-- it, and what was taken in the window before, which counts for the part of it that a sliding window still covers.
-- In milliseconds, so that the products are whole numbers that a double holds.

-- Milliseconds into a window until what was taken in the window before it leaves that much room.
local function room_after(taken, room, window)
  return taken > room and math.ceil(window - room * window / taken) or 0
end

local function sliding_window_counter(key, take, cost, limit, window)
  local now = math.floor(now_us() / 1000)
  local start, current, previous = now - now % window, 0, 0
  local stored = redis.call('GET', key)
  if stored then
    local stored_start, a, b = string.match(stored, '(%d+) (%d+) (%d+)')
    stored_start = tonumber(stored_start)
    if stored_start >= start then
      start, current, previous = stored_start, tonumber(a), tonumber(b)
      now = math.max(now, start)
    elseif stored_start + window == start then
      previous = tonumber(a)
    end
  end

  local elapsed = now - start
  local left = limit - current - math.ceil(previous * (window - elapsed) / window)
  if left >= cost and take then
    local reset = 2 * window - elapsed
    local state = string.format('%.0f %.0f %.0f', start, current + cost, previous)
    redis.call('SET', key, state, 'PX', lifetime(reset))
    return { left - cost, 0, reset }
  end
  local reset = current > 0 and 2 * window - elapsed or previous > 0 and window - elapsed or 0
  if left >= cost then
    return { left, 0, reset }
  elseif cost > limit then
    return { left, NEVER, reset }
  elseif current + cost <= limit then
    return { left, room_after(previous, limit - current - cost, window) - elapsed, reset }
  end
  return { left, window + room_after(current, limit - cost, window) - elapsed, reset }
end
