/** What somebody typed into a field, and what stood there when they began. */
type Edit<Value> = { from: Value; to: Value }
export type Edits<Values> = { readonly [Name in keyof Values]?: Edit<Values[Name]> }

/** The server's values, with what was typed over them. */
export function over<Values extends object>(values: Values, edits: Edits<Values>): Values {
  const typed = namesOf(edits).map((name) => [name, edits[name]?.to])
  return { ...values, ...Object.fromEntries(typed) }
}

export function withChange<Values extends object>(
  edits: Edits<Values>,
  values: Values,
  change: Partial<Values>,
): Edits<Values> {
  const added = Object.entries(change).map(([name, to]) => {
    const from = edits[name as keyof Values]?.from ?? values[name as keyof Values]
    return [name, { from, to }]
  })
  return { ...edits, ...Object.fromEntries(added) }
}

/** The fields that saving would change. */
export function changedIn<Values extends object>(
  values: Values,
  edits: Edits<Values>,
): (keyof Values)[] {
  return namesOf(edits).filter((name) => !isSame(edits[name]?.to, values[name]))
}

/** The fields that somebody else has changed since this person began to, and differently. */
export function clashesIn<Values extends object>(
  values: Values,
  edits: Edits<Values>,
): (keyof Values)[] {
  return changedIn(values, edits).filter((name) => !isSame(edits[name]?.from, values[name]))
}

export function without<Values extends object>(
  edits: Edits<Values>,
  names: readonly (keyof Values)[],
): Edits<Values> {
  return Object.fromEntries(
    namesOf(edits).flatMap((name) => (names.includes(name) ? [] : [[name, edits[name]]])),
  ) as Edits<Values>
}

/** What was typed while `saved` was on its way; it begins from there. */
export function sinceSaving<Values extends object>(
  edits: Edits<Values>,
  saved: Values,
): Edits<Values> {
  const later = changedIn(saved, edits).map((name) => [
    name,
    { from: saved[name], to: edits[name]?.to },
  ])
  return Object.fromEntries(later) as Edits<Values>
}

function namesOf<Values extends object>(edits: Edits<Values>): (keyof Values)[] {
  return Object.keys(edits) as (keyof Values)[]
}

function isSame(one: unknown, other: unknown): boolean {
  return written(one) === written(other)
}

/** An emptied number field is not a number, which JSON would call null. */
function written(value: unknown): string | undefined {
  return JSON.stringify(value, (_, one: unknown) => (Number.isNaN(one) ? 'NaN' : one))
}
