-- PART: the time, and what every algorithm is given and answers.
-- An algorithm is a function of a key, whether to take the cost if it fits or only to look, the cost, and three
-- settings. It answers { how much is left, ms until the cost fits, ms until all is there again }: 0 when it fits, -1
-- when it never does. It writes only when the cost fits and is taken.
-- The time of a key never goes back: an earlier one, of another clock, counts as the latest that the key has seen.

local NEVER = -1
local given, now = ARGV[1], nil

-- Microseconds since 1970: of the caller's clock if it gives one, else of the server's, which all callers share.
local function now_us()
  if given ~= '' then
    return given * 1000
  elseif not now then
    local time = redis.call('TIME')
    now = time[1] * 1000000 + time[2]
  end
  return now
end

-- Keys expire by the server's clock. With the caller's they live a minute longer, for the two need not agree.
local function lifetime(ms)
  return given == '' and ms or ms + 60000
end

-- Whole milliseconds, none of which is too early.
local function to_ms(us)
  return math.ceil(us / 1000)
end
