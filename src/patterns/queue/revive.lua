-- revive.lua
-- Lets dead letters wait again, with all of their attempts. Wakes a worker.
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
-- ARGV[1..]  ids       of the jobs
-- RETURN     how many were dead

local revived = 0
for _, id in ipairs(ARGV) do
  if redis.call('ZREM', DEAD, id) == 1 then
    local _, keyed, most, place, added = read_job(redis.call('HGET', JOBS, id))
    write_job(id, 0, keyed, most, line_up(id, place), added, '')
    revived = revived + 1
  end
end
if revived > 0 and not is_paused() then
  ring()
end
return revived
