-- PART: jobs whose time has come: leases that ran out, and delays that are over.

-- Some at a time, so that no call takes long.
local function due(key, now)
  return redis.call('ZRANGEBYSCORE', key, '-inf', now, 'LIMIT', 0, 100)
end

-- #region reclaim
-- Its worker is gone or stands still: another may have the job, at the place that it had. The attempt counts, for
-- the job itself may be what kills its workers.
local function reclaim(now, most_dead, reason)
  local expired = {}
  for _, id in ipairs(due(ACTIVE, now)) do
    local attempts, keyed, most, place, added = read_job(redis.call('HGET', JOBS, id))
    local is_last = tonumber(attempts) >= tonumber(most)
    redis.call('ZREM', ACTIVE, id)
    write_job(id, attempts, keyed, most, place, added, reason)
    if is_last then
      bury(id, now, most_dead)
    else
      redis.call('ZADD', WAITING, place, id)
    end
    expired[#expired + 1] = { id, tonumber(attempts), is_last and 'dead' or 'waiting' }
  end
  return expired
end
-- #endregion

local function promote(now)
  for _, id in ipairs(due(DELAYED, now)) do
    local attempts, keyed, most, place, added, why = read_job(redis.call('HGET', JOBS, id))
    redis.call('ZREM', DELAYED, id)
    write_job(id, attempts, keyed, most, line_up(id, place), added, why)
  end
end

-- Milliseconds until the first job of a set is due; nothing when there is none.
local function next_in(key, now)
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]
  return first and math.max(0, first - now)
end
