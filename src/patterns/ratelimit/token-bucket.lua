-- PART: the token bucket. Its key holds `level/unit time`: level/unit tokens were in it at that time.
-- A token is `unit` parts, and `rate` parts come back in a microsecond: all are whole numbers, so nothing drifts.

local function token_bucket(key, take, cost, capacity, unit, rate)
  local now, full = now_us(), capacity * unit
  local level = full
  local stored = redis.call('GET', key)
  if stored then
    local parts, stored_unit, time = string.match(stored, '(%d+)/(%d+) (%d+)')
    now = math.max(now, time)
    -- Another unit: someone uses the bucket with other settings.
    level = tonumber(stored_unit) == unit and parts or math.floor(parts / stored_unit * unit)
    level = math.min(full, level + (now - time) * rate)
  end

  local missing = cost * unit - level
  if missing > 0 or not take then
    local retry = missing <= 0 and 0 or cost <= capacity and to_ms(missing / rate) or NEVER
    return { math.floor(level / unit), retry, to_ms((full - level) / rate) }
  end
  local reset = to_ms((full + missing) / rate)
  -- Not `-missing`, which for an empty bucket is -0.
  redis.call('SET', key, string.format('%.0f/%.0f %.0f', 0 - missing, unit, now), 'PX', lifetime(reset))
  return { math.floor(-missing / unit), 0, reset }
end
