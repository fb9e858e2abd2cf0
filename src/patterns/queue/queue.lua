-- PART: the keys of a queue, and what all of its scripts do with them.

local JOBS, PAYLOADS, WAITING, DELAYED, ACTIVE, DEAD, DONE, STATE, WAKE = unpack(KEYS)
local PLACES = 4398046511104

-- Nobody has it any more.
local function write_job(id, ...)
  redis.call('HSET', JOBS, id, job_record('-', ...))
end

-- Behind all that wait with the same urgency: 15 digits and more, which only %.0f writes out.
local function line_up(id, old_place)
  local urgency = math.floor(old_place / PLACES)
  local place = string.format('%.0f', urgency * PLACES + redis.call('HINCRBY', STATE, 'sequence', 1))
  redis.call('ZADD', WAITING, place, id)
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
