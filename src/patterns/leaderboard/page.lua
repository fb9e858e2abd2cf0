-- page.lua
-- Some places of a board and how many there are, from the same moment.
--
-- KEYS[1]     board    sorted set
-- ARGV[1]     order    'desc': the highest score leads; 'asc': the lowest
-- ARGV[2]     first    the first place, from 0
-- ARGV[3]     last     the last place
-- RETURN      members on the board, { member, stored score, … } of these places, best first

local range = { 'ZRANGE', KEYS[1], ARGV[2], ARGV[3], 'WITHSCORES' }
if ARGV[1] == 'desc' then
  range[6] = 'REV'
end
return { redis.call('ZCARD', KEYS[1]), redis.call(unpack(range)) }
