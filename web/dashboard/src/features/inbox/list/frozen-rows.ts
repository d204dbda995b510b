import type { Conversation } from '@frontdesk/protocol'

export type FrozenRows = { rows: Conversation[]; newCount: number }

/**
 * While the pointer rests on the list nothing may move under it: rows keep the places they had,
 * their contents stay current, and whatever would rise to the top is counted instead.
 *
 * `held` is the order when the pointer came (null: nobody is pointing). Rows that left the
 * filter meanwhile stay where they were until the pointer leaves.
 */
export function freezeRows(
  held: readonly Conversation[] | null,
  live: readonly Conversation[],
  known: (id: number) => Conversation | undefined,
): FrozenRows {
  if (held === null) return { rows: [...live], newCount: 0 }
  const places = new Map(held.map((row, place) => [row.id, place]))
  const rows = held.flatMap((row) => known(row.id) ?? [])
  const older = live.slice(endOfHeld(held, live)).filter((row) => !places.has(row.id))
  const arrived = live.filter((row) => !places.has(row.id)).length - older.length
  return { rows: [...rows, ...older], newCount: arrived + risen(held, live, places) }
}

/** Older pages loaded while pointing go below the held rows: that moves nothing. */
function endOfHeld(held: readonly Conversation[], live: readonly Conversation[]): number {
  const last = held.at(-1)
  const oldest = last?.lastMessageAt ?? ''
  const place = live.findIndex((row) => (row.lastMessageAt ?? '') < oldest)
  return place === -1 ? live.length : place
}

/** Rows with a new message that would now stand higher than where they are held. */
function risen(
  held: readonly Conversation[],
  live: readonly Conversation[],
  places: ReadonlyMap<number, number>,
): number {
  return live.filter((row) => {
    const place = places.get(row.id)
    const before = place === undefined ? undefined : held[place]
    return place !== undefined && place > 0 && before !== undefined && row.lastSeq > before.lastSeq
  }).length
}
