-- extend.lua
-- Renews leases, also one that has run out, unless another attempt has begun or the job is gone.
--
-- KEYS[1]    jobs     hash { id: record }
-- KEYS[2]    active   sorted set, by the end of their lease, ms since 1970
-- ARGV[1]    now      ms since 1970; empty: the server's time
-- ARGV[2]    leaseMs  how long they are its own, from now
-- ARGV[3..]  leases   id and token, again and again
-- RETURN     for each: 1 when it was renewed, 0 when it is lost

local until_ms = string.format('%.0f', now_ms(ARGV[1]) + ARGV[2])
local ids, renewed, held = {}, {}, {}
for i = 3, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
for i, record in ipairs(redis.call('HMGET', KEYS[1], unpack(ids))) do
  renewed[i] = is_leased(record, ARGV[2 * i + 2]) and 1 or 0
  if renewed[i] == 1 then
    held[#held + 1] = until_ms
    held[#held + 1] = ids[i]
  end
end
if #held > 0 then
  redis.call('ZADD', KEYS[2], 'XX', unpack(held))
end
return renewed
