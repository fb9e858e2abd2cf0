-- PART: a session is a hash; its fields @created, @expires and @user are about it, all others are its data.
-- A user's index is a sorted set: the last part of the session's key, by the time at which it expires.

local now = now_ms(ARGV[1])

-- The key's own expiry follows the server's clock. The field tells for any clock.
local function live(key)
  local found = redis.call('HMGET', key, '@created', '@expires', '@user')
  if found[2] and tonumber(found[2]) > now then
    return { created = found[1], user = found[3] }
  end
end

local function member(key)
  return string.match(key, '[^:]+$')
end

-- The index is kept at least as long as the session.
local function enlist(key, index, expires)
  redis.call('ZADD', index, expires, member(key))
  if redis.call('PTTL', index) < expires - now then
    redis.call('PEXPIRE', index, expires - now)
  end
end

-- Puts off when the session expires, never beyond the cap. The new time; nothing when a lowered cap is past.
local function slide(key, index, session, idle, absolute)
  local expires = math.min(now + idle, session.created + absolute)
  redis.call('HSET', key, '@expires', expires)
  redis.call('PEXPIRE', key, expires - now)
  if session.user then
    enlist(key, index, expires)
  end
  return expires > now and expires or nil
end
