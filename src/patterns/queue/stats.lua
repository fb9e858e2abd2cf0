-- stats.lua
-- How many jobs are in each state, all at one moment.
--
-- KEYS[1]    waiting   sorted set
-- KEYS[2]    delayed   sorted set
-- KEYS[3]    active    sorted set
-- KEYS[4]    dead      sorted set
-- KEYS[5]    state     hash { sequence, paused }
-- RETURN     waiting, delayed, active, dead, and 1 when the queue is paused

local counts = {}
for i = 1, 4 do
  counts[i] = redis.call('ZCARD', KEYS[i])
end
counts[5] = redis.call('HEXISTS', KEYS[5], 'paused')
return counts
