/** Immutable state that can be watched: the shape of everything the apps render. */
export interface Store<State> {
  readonly state: State
  subscribe(listener: () => void): () => void
}

export interface WritableStore<State> extends Store<State> {
  set(state: State): void
}

export function createStore<State>(initial: State): WritableStore<State> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(next) {
      if (next === state) return
      state = next
      for (const listener of [...listeners]) listener()
    },
  }
}
