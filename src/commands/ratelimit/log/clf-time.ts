const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const CLF_TIME = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/
const [FIRST_YEAR, LAST_YEAR] = [1970, 2100]

/** Milliseconds since 1970 of `05/Jan/2026:10:00:00 +0100`; undefined when it is not such a time. */
export function clfTime(text: string): number | undefined {
  const match = CLF_TIME.exec(text)
  if (!match) return undefined
  const [, day, monthName = '', year, hour, minute, second, sign, zoneHours, zoneMinutes] = match
  const month = MONTHS.indexOf(monthName)
  const parts = [Number(year), month, Number(day), Number(hour), Number(minute), Number(second)] as const
  if (!isReal(parts)) return undefined
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  return Date.UTC(...parts) - (sign === '-' ? -zone : zone)
}

/** `31/Feb` would become a day in March. The second 60 is a leap second. */
function isReal(parts: readonly [number, number, number, number, number, number]): boolean {
  const [year, month, day, hour, minute, second] = parts
  const date = new Date(Date.UTC(year, month, day))
  return (
    year >= FIRST_YEAR &&
    year < LAST_YEAR &&
    date.getUTCMonth() === month &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second <= 60
  )
}
