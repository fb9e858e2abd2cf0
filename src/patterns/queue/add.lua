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

local now = now_ms(ARGV[1])
local states, wanted = {}, false

local function known(id, keyed)
  local done_until = keyed == '1' and redis.call('ZSCORE', DONE, id)
  if done_until and tonumber(done_until) > now then
    return 'done'
  elseif done_until then
    redis.call('ZREM', DONE, id)
  end
  return redis.call('HEXISTS', JOBS, id) == 1 and state_of(id)
end

local function add(id, payload, urgency, delay, most, keyed)
  local place = urgency * PLACES
  if delay > 0 then
    redis.call('ZADD', DELAYED, now + delay, id)
    -- Whoever waits for the next job that is due must learn that it is this one.
    wanted = wanted or redis.call('ZRANGE', DELAYED, 0, 0)[1] == id
  else
    place = line_up(id, urgency)
    wanted = true
  end
  redis.call('HSET', PAYLOADS, id, payload)
  write_job(id, keyed, 0, most, place, string.format('%.0f', now), '')
end

for i = 2, #ARGV, 6 do
  local id, payload, urgency, delay, most, keyed = unpack(ARGV, i, i + 5)
  local state = known(id, keyed)
  if not state then
    add(id, payload, tonumber(urgency), tonumber(delay), most, keyed)
  end
  states[#states + 1] = state or ''
end
if wanted and not is_paused() then
  ring()
end
return states
