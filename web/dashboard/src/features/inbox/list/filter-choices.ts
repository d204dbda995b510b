import type { Member, Tag } from '@frontdesk/protocol'
import { type InboxSearch, STATUS_WORDS, TURN_WORDS, TURNS } from '../../../live/inbox-filter'
import { inSentence } from '../../../words/names'
import * as t from '../../../words/words'

/** One thing a list can be narrowed by; choosing it again takes it off. */
export type FilterChoice = {
  key: string
  kind: 'unread' | 'turn' | 'assignee' | 'tag'
  /** The title of its group in the picker. */
  group: string
  words: string
  colour?: string
  isOn: boolean
  /** What the filter is once this was pressed. */
  next: InboxSearch
}

type Known = { members: readonly Member[]; tags: readonly Tag[]; myId: number }

/** Everything that can be chosen, in the order of the picker. */
export function filterChoices(search: InboxSearch, known: Known): FilterChoice[] {
  const isFinished = search.status === 'solved' || search.status === 'spam'
  return [
    unreadChoice(search),
    ...(isFinished ? [] : turnChoices(search)),
    ...assigneeChoices(search, known),
    ...tagChoices(search, known),
  ]
}

/** Those whose words contain what was typed. */
export function choicesWith(typed: string, choices: readonly FilterChoice[]): FilterChoice[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return choices.filter((choice) => {
    const text = `${choice.group} ${choice.words}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What is left when every choice is taken off; the status and the search have their own fields. */
export function withoutChoices({ status, q }: InboxSearch): InboxSearch {
  return { ...(status ? { status } : {}), ...(q ? { q } : {}) }
}

/** What is on, in words: for a list that shows nothing. */
export function filterWords(search: InboxSearch, choices: readonly FilterChoice[]): string[] {
  const chosen = choices.filter(({ isOn }) => isOn).map(sentenceWords)
  const { status = 'open' } = search
  return status === 'all' ? chosen : [STATUS_WORDS[status], ...chosen]
}

/** A chip stands alone, so it says what a group's title says in the picker. */
export function chipWords({ key, words }: FilterChoice): string {
  if (key === 'assignee-none') return t.list.assignedToNobody
  return key === 'assignee-me' ? t.list.assignedToMe : words
}

function sentenceWords(choice: FilterChoice): string {
  const words = inSentence(choice.words)
  if (choice.kind === 'tag') return t.list.tagged(words)
  if (choice.kind !== 'assignee') return words
  const isPerson = choice.key !== 'assignee-me' && choice.key !== 'assignee-none'
  return isPerson ? t.list.assignedToName(words) : chipWords(choice)
}

function unreadChoice({ unread, ...rest }: InboxSearch): FilterChoice {
  const isOn = unread === true
  const next: InboxSearch = isOn ? rest : { ...rest, unread: true }
  return { key: 'unread', kind: 'unread', group: t.list.read, words: t.list.unread, isOn, next }
}

function turnChoices({ chatState, ...rest }: InboxSearch): FilterChoice[] {
  return TURNS.map((turn) => {
    const isOn = chatState === turn
    const next = isOn ? rest : { ...rest, chatState: turn }
    return { key: turn, kind: 'turn', group: t.list.whoseTurn, words: TURN_WORDS[turn], isOn, next }
  })
}

function assigneeChoices({ assignee, ...rest }: InboxSearch, known: Known): FilterChoice[] {
  const { members, myId } = known
  const others = members.filter(({ userId }) => userId !== myId)
  const holders: { value: number | 'me' | 'none'; words: string }[] = [
    { value: 'me', words: t.list.me },
    { value: 'none', words: t.list.nobody },
    ...others.map(({ userId, name }) => ({ value: userId, words: name })),
  ]
  const isKnown = holders.some(({ value }) => value === assignee) || assignee === myId
  // A link may name somebody who has left since.
  if (assignee !== undefined && !isKnown)
    holders.push({ value: assignee, words: t.list.aFormerMember })
  return holders.map(({ value, words }) => {
    const isOn = value === assignee || (value === 'me' && assignee === myId)
    const next = isOn ? rest : { ...rest, assignee: value }
    return {
      key: `assignee-${value}`,
      kind: 'assignee',
      group: t.list.assignedTo,
      words,
      isOn,
      next,
    }
  })
}

function tagChoices({ tag, ...rest }: InboxSearch, { tags }: Known): FilterChoice[] {
  const names = tags.map(({ name, colour }) => ({ name, colour }))
  if (tag !== undefined && !tags.some(({ name }) => name === tag))
    names.push({ name: tag, colour: '' })
  return names.map(({ name, colour }) => {
    const isOn = name === tag
    const next = isOn ? rest : { ...rest, tag: name }
    return { key: `tag-${name}`, kind: 'tag', group: t.list.tag, words: name, colour, isOn, next }
  })
}
