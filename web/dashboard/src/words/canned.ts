import type { CannedResponse } from '@frontdesk/protocol'
import * as t from './words'

export type Variables = Record<string, string>

const VARIABLE = /\{\{\s*([a-z]+\.[a-z]+)\s*\}\}/gi

/** What can be filled in, and what it stands for; the management page lists them. */
export const VARIABLES: readonly { name: string; words: string }[] = [
  { name: 'visitor.name', words: t.phrases.theVisitorsNameOrThere },
  { name: 'agent.name', words: t.phrases.yourOwnName },
  { name: 'project.name', words: t.phrases.theNameOfThisProject },
]

/** Fill `{{visitor.name}}` and the like in; what is not known stays, so that it is noticed. */
export function filledIn(text: string, variables: Variables): string {
  return text.replace(VARIABLE, (whole, name: string) => variables[name.toLowerCase()] ?? whole)
}

/** A `/word` right before the caret, at the beginning or after a space: what is being looked for. */
export function slashAt(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret))
  const typed = found?.[1]
  return typed === undefined ? null : { from: caret - typed.length - 1, typed }
}

const MOST = 8

// A letter or two stand in nearly every text.
const LOOK_INTO_TEXTS_FROM = 3

/** Those whose shortcut begins like this, then those that have it anywhere. */
export function cannedFor(all: readonly CannedResponse[], typed: string): CannedResponse[] {
  const words = typed.toLocaleLowerCase()
  const begins = all.filter(({ shortcut }) => shortcut.startsWith(words))
  const others = all.filter((one) => {
    if (begins.includes(one)) return false
    const text = words.length < LOOK_INTO_TEXTS_FROM ? '' : one.content.toLocaleLowerCase()
    return one.shortcut.includes(words) || text.includes(words)
  })
  return [...begins, ...others].slice(0, MOST)
}
