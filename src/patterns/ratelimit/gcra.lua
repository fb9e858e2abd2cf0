-- PART: the generic cell rate algorithm. Its key holds the theoretical arrival time: the moment at which all is back.
-- A unit of cost is `unit` parts, and `rate` parts drain in a microsecond: all are whole numbers, so nothing drifts.
-- Where a time falls between two microseconds the key holds `time+parts/rate`.

local function parts_until(stored, rate)
  local time, parts, stored_rate = string.match(stored, '(%d+)%+?(%d*)/?(%d*)')
  if parts == '' then
    parts = 0
  elseif tonumber(stored_rate) ~= rate then
    parts = math.ceil(parts / stored_rate * rate) -- Someone uses the limit with other settings.
  end
  return math.max(0, (time - now_us()) * rate + parts)
end

local function gcra(key, take, cost, burst, unit, rate)
  local stored = redis.call('GET', key)
  local backlog = stored and parts_until(stored, rate) or 0
  local room = burst * unit - backlog
  local missing = cost * unit - room
  if missing > 0 or not take then
    local retry = missing <= 0 and 0 or cost <= burst and to_ms(missing / rate) or NEVER
    return { math.floor(room / unit), retry, to_ms(backlog / rate) }
  end

  backlog = backlog + cost * unit
  local parts, reset = backlog % rate, to_ms(backlog / rate)
  local state = now_us() + (backlog - parts) / rate
  if parts > 0 then
    state = string.format('%.0f+%.0f/%.0f', state, parts, rate)
  end
  redis.call('SET', key, state, 'PX', lifetime(reset))
  return { math.floor(-missing / unit), 0, reset }
end
