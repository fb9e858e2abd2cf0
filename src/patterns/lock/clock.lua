-- PART: the time, in microseconds since 1970.
-- The caller's clock, in ms, when it gives one, else the server's, which is the same for every app server.

local function now_us(given)
  if given ~= '' then
    return given * 1000
  end
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end
