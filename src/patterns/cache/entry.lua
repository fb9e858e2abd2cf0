-- PART: how an entry is written, and whose lease is on it.
-- An entry is one string, so that whoever deletes or overwrites it takes its lease away, too. By its first byte:
--   l  a lease, while the first load runs:   l token(20)
--   v  a value:                              v payload
--   n  nothing, known from the origin:       n
--   V  a value that may be served stale:     V freshUntilMs(13) leaseUntilMs(13) token(20) payload

local LEASE_AT = 14 -- where leaseUntilMs starts, from 0
local NO_LEASE = string.rep('0', 13) .. string.rep('-', 20)

local function moment(ms)
  return string.format('%013.0f', ms)
end

local function head_of(key)
  return redis.call('GETRANGE', key, 0, 46)
end

local function is_first_load(head)
  return string.sub(head, 1, 1) == 'l'
end

local function holds_lease(head, token)
  if is_first_load(head) then
    return string.sub(head, 2) == token
  end
  return string.sub(head, 1, 1) == 'V' and string.sub(head, 28, 47) == token
end

local function end_lease(key, head)
  if is_first_load(head) then
    redis.call('DEL', key)
  else
    redis.call('SETRANGE', key, LEASE_AT, NO_LEASE)
  end
end
