-- PART: the time, in milliseconds since 1970.
-- The caller's clock when it gives one, else the server's, which is the same for every app server.

local function now_ms(given)
  if given ~= '' then
    return tonumber(given)
  end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
