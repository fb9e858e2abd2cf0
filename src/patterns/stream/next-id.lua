-- PART: the id of the next entry, by the caller's clock when it gives one; like the server's own, it never goes back.

local function next_id(key, now)
  if now == '' then
    return '*'
  end
  local info = redis.pcall('XINFO', 'STREAM', key)
  local ms, counter = -1, 0
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then
      ms, counter = string.match(info[i + 1], '(%d+)-(%d+)')
    end
  end
  if tonumber(now) > tonumber(ms) then
    return now .. '-0'
  end
  return ms .. '-' .. string.format('%.0f', counter + 1)
end
