-- PART: a session is a hash; its fields @created, @expires and @user are about it, all others are its data.
-- A user's index is a sorted set: the last part of the session's key, by the time at which it expires.

local now = now_ms(ARGV[1])

-- The key's own expiry follows the server's clock. The field tells for any clock.
local function live(key)
  local found = redis.call('HMGET', key, '@created', '@expires', '@user')
  if found[2] and tonumber(found[2]) > now then
    return { created = tonumber(found[1]), user = found[3] }
  end
end

local function member(key)
  return string.match(key, '[^:]+$')
end

local function prune(index)
  redis.call('ZREMRANGEBYSCORE', index, '-inf', now)
end

-- The index is kept as long as the session in it that lasts longest.
local function enlist(key, index, expires)
  redis.call('ZADD', index, expires, member(key))
  prune(index)
  local last = redis.call('ZRANGE', index, -1, -1, 'WITHSCORES')[2]
  if last then
    redis.call('PEXPIRE', index, last - now)
  end
end

-- Sliding expiry, never beyond the cap. The new expiry; nothing when the cap has been lowered and is past.
local function slide(key, index, session, idle, absolute)
  local expires = math.min(now + idle, session.created + absolute)
  redis.call('HSET', key, '@expires', expires)
  redis.call('PEXPIRE', key, expires - now)
  if session.user then
    enlist(key, index, expires)
  end
  return expires > now and expires or nil
end

local function delete(key, index)
  redis.call('DEL', key)
  redis.call('ZREM', index, member(key))
end

-- Names and values from ARGV[first] on; in portions, as Lua cannot pass on any number of them at once.
local function write(key, first)
  for i = first, #ARGV, 1000 do
    redis.call('HSET', key, unpack(ARGV, i, math.min(i + 999, #ARGV)))
  end
end
