import type { Tag } from '@frontdesk/protocol'

export type TagChoice = { name: string; colour: string | undefined; isNew: boolean }

const MOST = 20

/** Tags that fit what is typed and are not on the chat yet; the typed word itself if it is new. */
export function tagChoices(
  tags: readonly Tag[],
  taken: readonly string[],
  typed: string,
): TagChoice[] {
  const word = typed.trim()
  const sought = word.toLocaleLowerCase()
  const found = tags
    .filter(({ name }) => !taken.includes(name) && name.toLocaleLowerCase().includes(sought))
    .slice(0, MOST)
    .map(({ name, colour }) => ({ name, colour, isNew: false }))
  const isKnown = [...tags.map(({ name }) => name), ...taken].some(
    (name) => name.toLocaleLowerCase() === sought,
  )
  if (word === '' || isKnown) return found
  return [...found, { name: word, colour: undefined, isNew: true }]
}
