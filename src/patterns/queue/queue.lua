-- PART: the keys of a queue, and what all of its scripts do with them.

local JOBS, PAYLOADS, WAITING, DELAYED, ACTIVE, DEAD, DONE, STATE, WAKE = unpack(KEYS)
local PLACES = 4398046511104

local function write_job(id, keyed, attempts, most, place, added, note)
  local fields = string.format('%s %d %s %.0f %s ', keyed, attempts, most, place, added)
  redis.call('HSET', JOBS, id, fields .. note)
end

-- Behind all that wait with the same urgency.
local function line_up(id, urgency)
  local place = urgency * PLACES + redis.call('HINCRBY', STATE, 'sequence', 1)
  redis.call('ZADD', WAITING, string.format('%.0f', place), id)
  return place
end

local function state_of(id)
  for state, key in pairs({ waiting = WAITING, delayed = DELAYED, active = ACTIVE, dead = DEAD, done = DONE }) do
    if redis.call('ZSCORE', key, id) then
      return state
    end
  end
end

local function is_paused()
  return redis.call('HGET', STATE, 'paused') == '1'
end

-- Wakes one worker that waits for work. One wake-up is enough: whoever takes it passes it on while work is left.
local function ring()
  if redis.call('EXISTS', WAKE) == 0 then
    redis.call('LPUSH', WAKE, 1)
  end
end
