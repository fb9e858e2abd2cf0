-- dead-letters.lua
-- Some dead letters, the newest first.
--
-- KEYS[1]    jobs      hash { id: record }
-- KEYS[2]    payloads  hash { id: payload }
-- KEYS[3]    dead      sorted set, by the time of death, ms since 1970
-- ARGV[1]    first     the first one, from 0
-- ARGV[2]    count     how many, at most
-- RETURN     { id, time of death, record, payload } for each

local letters = {}
local found = redis.call('ZRANGE', KEYS[3], ARGV[1], ARGV[1] + ARGV[2] - 1, 'REV', 'WITHSCORES')
for i = 1, #found, 2 do
  local id = found[i]
  local record, payload = redis.call('HGET', KEYS[1], id), redis.call('HGET', KEYS[2], id)
  letters[#letters + 1] = { id, found[i + 1], record, payload }
end
return letters
