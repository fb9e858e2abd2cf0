-- PART: writes a value, unless a newer version of it is known.

local function is_older(key, version)
  local newest = version ~= '' and redis.call('GET', key)
  return newest and tonumber(newest) > tonumber(version)
end

local function write(entry, kind, payload, ttl_ms, stale_ms, given_now)
  if kind == 'v' and tonumber(stale_ms) > 0 then
    local fresh_until = moment(now_ms(given_now) + ttl_ms)
    redis.call('SET', entry, 'V' .. fresh_until .. NO_LEASE .. payload, 'PX', ttl_ms + stale_ms)
  else
    redis.call('SET', entry, kind .. payload, 'PX', ttl_ms)
  end
end

local function remember(key, version, ttl_ms)
  if version ~= '' then
    redis.call('SET', key, version, 'PX', ttl_ms)
  end
end
