-- claim.lua
-- Delivers pending entries again: to a consumer what it left pending itself, or what anybody has left idle.
-- An entry that has had all its deliveries goes to the dead letters; one that was trimmed away is acknowledged.
--
-- KEYS[1]     stream         stream
-- KEYS[2]     dead           stream of the dead letters
-- ARGV[1]     group          consumer group
-- ARGV[2]     consumer       who takes them
-- ARGV[3]     minIdleMs      take from anybody what has been idle that long; empty: the consumer's own
-- ARGV[4]     start          where to go on; '-' or '0-0' at first
-- ARGV[5]     count          how many to look at
-- ARGV[6]     maxDeliveries  an entry that was delivered so often is dead
-- ARGV[7]     most           how many dead letters to keep, about
-- ARGV[8]     now            ms since 1970, for the dead letters; empty: the server's time
-- ARGV[9..]   held           ids that the consumer is working on: they stay as they are
-- RETURN      { where to go on (empty: that was all), { id, deliveries, fields, … }, { id, deliveries, … } of the
--             dead, { id, … } of the deleted }

local group, consumer, count = ARGV[1], ARGV[2], tonumber(ARGV[5])
local held = {}
for i = 9, #ARGV do
  held[ARGV[i]] = true
end

local next_start, candidates, deleted = '', {}, {}
if ARGV[3] == '' then
  local rows = redis.call('XPENDING', KEYS[1], group, ARGV[4], '+', count, consumer)
  for i, row in ipairs(rows) do
    candidates[i] = row[1]
  end
  if #rows == count then
    next_start = '(' .. candidates[count]
  end
else
  -- JUSTID: the same reply in Redis 6.2 and 7, but for the third part, and no delivery is counted yet.
  local reply = redis.call('XAUTOCLAIM', KEYS[1], group, consumer, ARGV[3], ARGV[4], 'COUNT', count, 'JUSTID')
  candidates, deleted = reply[2], reply[3] or {}
  if reply[1] ~= '0-0' then
    next_start = reply[1]
  end
end

local taken, dead = {}, {}
local function gone(id)
  redis.call('XACK', KEYS[1], group, id)
  deleted[#deleted + 1] = id
end
-- #region take
for _, id in ipairs(candidates) do
  local row = not held[id] and redis.call('XPENDING', KEYS[1], group, id, id, 1)[1]
  if row and row[4] >= tonumber(ARGV[6]) then
    local reason = 'delivered ' .. row[4] .. ' times and never acknowledged'
    if bury(group, row[2], id, row[4], reason, ARGV[7], ARGV[8]) then
      dead[#dead + 1] = id
      dead[#dead + 1] = row[4]
    else
      deleted[#deleted + 1] = id
    end
  elseif row then
    local entry = redis.call('XCLAIM', KEYS[1], group, consumer, 0, id)[1]
    if entry then
      taken[#taken + 1] = id
      taken[#taken + 1] = row[4] + 1
      taken[#taken + 1] = entry[2]
    else
      gone(id)
    end
  end
end
-- #endregion
return { next_start, taken, dead, deleted }
