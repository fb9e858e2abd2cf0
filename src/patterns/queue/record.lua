-- PART: the record that a queue keeps of each job: six fields with one space between them.
--   keyed     1: its id came from the caller, and is remembered when the job is done; else 0
--   attempts  how often it was taken
--   most      how often it may be taken
--   place     its score among the waiting: (1000 - priority) * PLACES + a number that counts up
--   added     ms since 1970
--   note      the token of its lease while it is active; else why its last attempt failed, or nothing

local function read_job(record)
  return string.match(record, '^(%d) (%d+) (%d+) (%d+) (%d+) (.*)$')
end
