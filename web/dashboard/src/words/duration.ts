const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `42 s`, `4 min`, `1 h 05`, `3 d`: how long something took. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < MINUTE) return `${Math.round(seconds)} s`
  if (seconds < HOUR) return `${Math.min(59, Math.round(seconds / MINUTE))} min`
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE)
    return `${Math.floor(seconds / HOUR)} h ${String(minutes).padStart(2, '0')}`
  }
  return `${Math.floor(seconds / DAY)} d`
}

/** `1 chat`, `2 chats`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
