-- acquire.lua
-- Reads an entry. Where there is none, or only a stale one that nobody refreshes, takes the lease to load it.
--
-- KEYS[1]  entry    string
-- ARGV[1]  token    20 bytes, of whoever is to have the lease
-- ARGV[2]  leaseMs  when the lease ends by itself
-- ARGV[3]  now      ms since 1970; empty: the server's time
-- RETURN   what was found, and ms, and the entry:
--          'lease': nothing, it is yours to load; 'wait': another's lease, which ends in ms;
--          'fresh', for ms; 'stale'; 'refresh': stale, and yours to load

-- #region acquire
local token, lease_ms = ARGV[1], ARGV[2]
local entry = redis.call('GET', KEYS[1])
local kind = entry and string.sub(entry, 1, 1)
if kind == 'l' then
  return { 'wait', redis.call('PTTL', KEYS[1]), entry }
elseif kind == 'v' or kind == 'n' then
  return { 'fresh', redis.call('PTTL', KEYS[1]), entry }
elseif kind ~= 'V' then
  redis.call('SET', KEYS[1], 'l' .. token, 'PX', lease_ms)
  return { 'lease' }
end
-- #endregion

local now = now_ms(ARGV[3])
local fresh_ms = string.sub(entry, 2, 14) - now
if fresh_ms > 0 then
  return { 'fresh', fresh_ms, entry }
elseif tonumber(string.sub(entry, 15, 27)) > now then
  return { 'stale', 0, entry }
end
redis.call('SETRANGE', KEYS[1], LEASE_AT, moment(now + lease_ms) .. token)
return { 'refresh', 0, entry }
