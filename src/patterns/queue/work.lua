-- work.lua
-- Settles the jobs that a worker has finished, and leases it the next ones.
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
-- ARGV[2]    count     how many jobs to take, at most
-- ARGV[3]    leaseMs   how long they are its own
-- ARGV[4]    token     of their leases
-- ARGV[5]    keepMs    how long the caller's ids are remembered when their job is done
-- ARGV[6]    mostDead  how many dead letters are kept
-- ARGV[7]    watchMs   every worker that waits for work looks for it at least this often
-- ARGV[8]    reason    why a job failed whose lease ran out
-- ARGV[9..]  finished  id, token and how it ended (see settle.lua), again and again
-- RETURN     { id, payload, record, … } that were taken; position and outcome of each of the finished that is not
--            simply done; ms until the next job is due (-1: none is); { id, attempts, 'waiting' or 'dead' } for each lease that ran out, how many dead letters were dropped

local now, count = now_ms(ARGV[1]), tonumber(ARGV[2])
local token, most_dead = ARGV[4], tonumber(ARGV[6])

-- #region take
local function take()
  local placed = redis.call('ZPOPMIN', WAITING, count)
  if #placed == 0 then
    return placed
  end
  local ids = {}
  for i = 1, #placed, 2 do
    ids[#ids + 1] = placed[i]
  end
  local records = redis.call('HMGET', JOBS, unpack(ids))
  local payloads = redis.call('HMGET', PAYLOADS, unpack(ids))
  local until_ms = string.format('%.0f', now + ARGV[3])
  local taken, written, leased = {}, {}, {}
  for i, id in ipairs(ids) do
    local attempts, rest = string.match(records[i], '^%S+ (%d+) (.*)$')
    local record = token .. ' ' .. attempts + 1 .. ' ' .. rest
    local at, pair = 3 * i, 2 * i
    taken[at - 2], taken[at - 1], taken[at] = id, payloads[i], record
    written[pair - 1], written[pair] = id, record
    leased[pair - 1], leased[pair] = until_ms, id
  end
  redis.call('HSET', JOBS, unpack(written))
  redis.call('ZADD', ACTIVE, unpack(leased))
  return taken
end
-- #endregion

local others = settle(9, now, tonumber(ARGV[5]), most_dead)
if is_paused() then
  redis.call('DEL', WAKE)
  return { {}, others, -1, {}, dropped }
end

local expired, taken = {}, {}
if count > 0 then
  expired = reclaim(now, most_dead, ARGV[8])
  promote(now)
  taken = take()
end

local next_due, next_lease = next_in(DELAYED, now), next_in(ACTIVE, now)
local is_full = #taken == 3 * count
if redis.call('EXISTS', WAITING) == 1 or is_full and next_due and next_due < tonumber(ARGV[7]) then
  ring()
elseif not is_full then
  -- This worker watches from now on. A wake-up that is left would wake another for nothing.
  redis.call('DEL', WAKE)
end
local next_ms = math.min(next_due or math.huge, next_lease or math.huge)
return { taken, others, next_ms < math.huge and next_ms or -1, expired, dropped }
