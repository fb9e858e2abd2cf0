-- resume.lua
-- Lets a paused queue go on, and wakes a worker.
--
-- KEYS[1]    state   hash { sequence, paused }
-- KEYS[2]    wake    list: one element when a worker should look for work
-- RETURN     1 when it was paused

local was_paused = redis.call('HDEL', KEYS[1], 'paused')
if was_paused == 1 and redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('LPUSH', KEYS[2], 1)
end
return was_paused
