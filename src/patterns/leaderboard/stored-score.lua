-- PART: scores that carry the time at which they were reached.
-- A stored score is score * unit - tick where high scores lead, score * unit + tick where low ones do,
-- so that of equal scores the earlier one ranks better. Without ties unit is 1 and every tick 0.
-- Numbers become text by %.17g: that is every bit of a double, and no exponent below 2^53.

local high_leads, unit = ARGV[1] == 'desc', tonumber(ARGV[2])
local now = now_ms(ARGV[6])

local ticks_since_epoch = math.floor((now - ARGV[3]) / ARGV[4])
local tick = math.max(0, math.min(ticks_since_epoch, tonumber(ARGV[5])))

local function read_score(member)
  local stored = tonumber(redis.call('ZSCORE', KEYS[1], member))
  if not stored or unit == 1 then
    return stored
  end
  return high_leads and math.ceil(stored / unit) or math.floor(stored / unit)
end

local function write_score(member, score)
  local stored = score * unit + (high_leads and -tick or tick)
  redis.call('ZADD', KEYS[1], string.format('%.17g', stored), member)
end

-- The same step as the write: a crash cannot leave a board that never expires.
local function expire_board()
  if ARGV[7] ~= '' then
    redis.call('PEXPIRE', KEYS[1], string.format('%.0f', ARGV[7] - now))
  end
end

local function is_other_day()
  local day_start = tonumber(ARGV[8])
  return day_start and (now < day_start or now >= day_start + 86400000)
end
