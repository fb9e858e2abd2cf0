-- entry.lua
-- One member with its rank and its neighbours, all from the same moment.
--
-- KEYS[1]     board    sorted set
-- ARGV[1]     order    'desc': the highest score leads; 'asc': the lowest
-- ARGV[2]     member   the member
-- ARGV[3]     radius   how many neighbours on each side, at most
-- RETURN      rank (from 0), members on the board, { member, stored score, … } of the member and its
--             neighbours, best first; nil when the member is not on the board

-- #region entry
local descending = ARGV[1] == 'desc'
local rank = redis.call(descending and 'ZREVRANK' or 'ZRANK', KEYS[1], ARGV[2])
if not rank then
  return nil
end
local radius = tonumber(ARGV[3])
local range = { 'ZRANGE', KEYS[1], math.max(0, rank - radius), rank + radius, 'WITHSCORES' }
if descending then
  range[6] = 'REV'
end
return { rank, redis.call('ZCARD', KEYS[1]), redis.call(unpack(range)) }
-- #endregion
