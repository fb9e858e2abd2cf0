-- add.lua
-- Adds jobs, each unless one of its id is there, or was done and is still remembered. Wakes a worker.
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
-- ARGV[1]    now       ms since 1970; empty: the server's time
-- ARGV[2..]  each      id, payload, urgency (1000 - priority), delay in ms, most attempts, keyed; again and again
-- RETURN     for each: '' when it was added, else the state in which it was found

local now, fields = now_ms(ARGV[1]), 6
local jobs = (#ARGV - 1) / fields
local states, records, payloads, waiting, delayed = {}, {}, {}, {}, {}

local function append(list, first, second)
  list[#list + 1] = first
  list[#list + 1] = second
end

local function is_remembered(id)
  local until_ms = redis.call('ZSCORE', DONE, id)
  if until_ms and tonumber(until_ms) <= now then
    redis.call('ZREM', DONE, id)
    return false
  end
  return until_ms
end

local function state_before(id, keyed, record)
  if record then
    return state_of(id)
  end
  return keyed == '1' and is_remembered(id) and 'done'
end

local ids = {}
for i = 1, jobs do
  ids[i] = ARGV[fields * i - 4]
end
local found = redis.call('HMGET', JOBS, unpack(ids))
local added = string.format('%.0f', now)
local sequence = redis.call('HINCRBY', STATE, 'sequence', jobs) - jobs
local in_this_call = {}
for i = 1, jobs do
  local id, payload, urgency, delay, most, keyed = unpack(ARGV, fields * i - 4, fields * i + 1)
  local state = in_this_call[id] or state_before(id, keyed, found[i])
  states[i] = state or ''
  if not state then
    local place = string.format('%.0f', urgency * PLACES + sequence + i)
    append(records, id, job_record('-', 0, keyed, most, place, added, ''))
    append(payloads, id, payload)
    if tonumber(delay) > 0 then
      append(delayed, now + delay, id)
    else
      append(waiting, place, id)
    end
    in_this_call[id] = tonumber(delay) > 0 and 'delayed' or 'waiting'
  end
end

if #records == 0 then
  return states
end
redis.call('HSET', JOBS, unpack(records))
redis.call('HSET', PAYLOADS, unpack(payloads))
local is_wanted = #waiting > 0
if is_wanted then
  redis.call('ZADD', WAITING, unpack(waiting))
end
if #delayed > 0 then
  redis.call('ZADD', DELAYED, unpack(delayed))
  -- Whoever waits for the next job that is due must learn that it is one of these.
  is_wanted = is_wanted or in_this_call[redis.call('ZRANGE', DELAYED, 0, 0)[1]]
end
if is_wanted and not is_paused() then
  ring()
end
return states
