/** What was, what is, and what was taken back. `label` joins edits that are one to a person. */
export type History<Value> = {
  past: readonly Value[]
  present: Value
  future: readonly Value[]
  label: string | null
}

const MOST = 100

export function beginHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], label: null }
}

/**
 * Edit. Edits in a row with the same label (letters typed into one field, one arrow key held)
 * are undone as one.
 */
export function edit<Value>(
  history: History<Value>,
  next: Value,
  label: string | null = null,
): History<Value> {
  if (next === history.present) return history
  const joins = label !== null && label === history.label && history.past.length > 0
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST)
  return { past, present: next, future: [], label }
}

export function undo<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    label: null,
  }
}

export function redo<Value>(history: History<Value>): History<Value> {
  const [after, ...future] = history.future
  if (after === undefined) return history
  return { past: [...history.past, history.present], present: after, future, label: null }
}
