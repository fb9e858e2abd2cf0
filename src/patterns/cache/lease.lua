-- PART: whose lease is on an entry.

local NO_LEASE = '0000000000000--------------------'

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
