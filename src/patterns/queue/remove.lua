-- remove.lua
-- Removes jobs, whatever their state, or only dead letters. A worker that has one loses it.
--
-- KEYS[1]    jobs      hash { id: record }
-- KEYS[2]    payloads  hash { id: payload }
-- KEYS[3]    waiting   sorted set, by place
-- KEYS[4]    delayed   sorted set, by the time at which they are due, ms since 1970
-- KEYS[5]    active    sorted set, by the end of their lease, ms since 1970
-- KEYS[6]    dead      sorted set, by the time of death, ms since 1970
-- KEYS[7]    done      sorted set of remembered ids, by the time until which they are, ms since 1970
-- KEYS[8]    state     hash { sequence, paused }
-- KEYS[9]    wake      list: one element when a worker should look for work
-- ARGV[1]    only      the state that a job must be in; empty: any
-- ARGV[2..]  ids       of the jobs
-- RETURN     for each: the state that it was in, or '' when it was not removed

local by_state = { waiting = WAITING, delayed = DELAYED, active = ACTIVE, dead = DEAD, done = DONE }
local states = {}
for i = 2, #ARGV do
  local id = ARGV[i]
  local state = state_of(id)
  if state and (ARGV[1] == '' or ARGV[1] == state) then
    redis.call('ZREM', by_state[state], id)
    redis.call('HDEL', JOBS, id)
    redis.call('HDEL', PAYLOADS, id)
  else
    state = ''
  end
  states[i - 1] = state
end
return states
