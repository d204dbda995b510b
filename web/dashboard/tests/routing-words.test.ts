import { expect, test } from 'vitest'
import { assignActionFor } from '../src/features/inbox/actions/assign-action'
import { lookingWords } from '../src/features/inbox/conversation/OthersLooking'
import { tagChoices } from '../src/features/inbox/details/tag-choices'
import { bySoonest } from '../src/words/availability'
import { cannedFor, filledIn, slashAt } from '../src/words/canned'
import { duration } from '../src/words/duration'
import { eventWords } from '../src/words/events'
import { aConversation, anEvent } from './people'

const NAMES = new Map([
  [7, 'Grace'],
  [8, 'Alan'],
  [9, 'مريم'],
])
const said = (...event: Parameters<typeof anEvent>) =>
  eventWords(anEvent(...event), (id) => NAMES.get(id))

test('what happened is told as a sentence, by who did it and to whom', () => {
  expect(said('claimed', { details: { from: null, to: 7 } })).toBe('Grace took the chat')
  expect(said('handed_over', { details: { from: 7, to: 8 } })).toBe('Grace handed over to Alan')
  expect(said('reassigned', { details: { from: 8, to: 7, why: 'Knows lamps' } })).toBe(
    'Grace moved the chat from Alan to Grace: “Knows lamps”',
  )
  expect(said('status_solved')).toBe('Solved by Grace')
  expect(said('released', { details: { from: 7, to: null } })).toBe('Grace gave the chat back')
  expect(said('released', { details: { from: 8, to: null } })).toBe('Grace took the chat from Alan')
  expect(said('idle', { actorId: null, actorName: null, details: { from: 8, to: null } })).toBe(
    'Alan was idle; the chat is free again',
  )
})

test('a reply that takes the chat says so, and one that changes nothing says nothing', () => {
  expect(said('agent_replied', { details: { from: null, to: 7 } })).toBe('Grace took the chat')
  expect(said('agent_replied')).toBeNull()
  expect(said('claimed')).toBeNull()
  expect(said('tags', { details: { tags: ['vip'] } })).toBeNull()
})

test('a name written from right to left does not turn the sentence around', () => {
  expect(said('assigned', { details: { from: null, to: 9 } })).toBe(
    'Grace gave the chat to \u2068مريم\u2069',
  )
})

test('a member who left is a former member, and nobody is Frontdesk itself', () => {
  expect(said('handed_over', { details: { from: 7, to: 99 } })).toBe(
    'Grace handed over to a former member',
  )
  expect(said('status_solved', { actorId: null, actorName: null })).toBe('Solved by Frontdesk')
})

test('a slash is looked at where a word begins, and nowhere else', () => {
  expect(slashAt('/he', 3)).toEqual({ from: 0, typed: 'he' })
  expect(slashAt('Well, /', 7)).toEqual({ from: 6, typed: '' })
  expect(slashAt('and/or', 6)).toBeNull()
  expect(slashAt('/he llo', 7)).toBeNull()
})

test('canned replies that begin like this come before those that only contain it', () => {
  const all = ['ahoy', 'hello', 'hours'].map((shortcut, id) => ({
    id,
    shortcut,
    content: shortcut === 'hello' ? 'Shop HOURS are there' : 'text',
    updatedAt: '',
  }))
  const found = (typed: string) => cannedFor(all, typed).map(({ shortcut }) => shortcut)

  expect(found('ho')).toEqual(['hours', 'ahoy'])
  expect(found('hours')).toEqual(['hours', 'hello'])
})

test('variables are filled in, and what is not known stays to be noticed', () => {
  const text = 'Hi {{ visitor.name }}, {{Agent.Name}} here. {{visitor.shoe}}'

  expect(filledIn(text, { 'visitor.name': 'Ada $&', 'agent.name': 'Grace' })).toBe(
    'Hi Ada $&, Grace here. {{visitor.shoe}}',
  )
})

test('what giving a chat away means depends on who asks and who has it', () => {
  const free = aConversation(1)
  const graces = aConversation(1, { assigneeId: 7, chatState: 'assigned' })
  const agent = { myId: 7, isManager: false }
  const manager = { myId: 1, isManager: true }

  expect(assignActionFor(free, agent)).toEqual({ kind: 'assign', onlyMe: true })
  expect(assignActionFor(free, manager)).toEqual({ kind: 'assign', onlyMe: false })
  expect(assignActionFor(graces, agent)).toEqual({ kind: 'hand-over' })
  expect(assignActionFor(graces, manager)).toEqual({ kind: 'reassign' })
  expect(assignActionFor(graces, { myId: 8, isManager: false })).toEqual({ kind: 'none' })
  expect(assignActionFor(aConversation(1, { chatState: 'completed' }), manager)).toEqual({
    kind: 'none',
  })
})

test('a tag is offered once: not if the chat has it, and new only if nobody made it', () => {
  const tags = [{ id: 1, name: 'VIP', colour: '#000000', conversationCount: 0 }]

  expect(tagChoices(tags, [], 'vi')).toMatchObject([{ name: 'VIP' }, { name: 'vi', isNew: true }])
  expect(tagChoices(tags, [], 'vip')).toMatchObject([{ name: 'VIP', isNew: false }])
  expect(tagChoices(tags, ['VIP'], 'vip')).toEqual([])
})

test('whoever can help soonest stands first', () => {
  const agents = [
    { name: 'Away', state: 'away', load: 0 },
    { name: 'Busy', state: 'available', load: 3 },
    { name: 'Free', state: 'available', load: 0 },
    { name: 'Idle', state: 'idle', load: 0 },
  ] as const

  expect([...agents].sort(bySoonest).map(({ name }) => name)).toEqual([
    'Free',
    'Busy',
    'Idle',
    'Away',
  ])
})

test('lengths of time are short and never more exact than they are', () => {
  expect([0, 59, 60, 3599, 3600, 7500, 90_000].map((one) => duration(one))).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '59 min',
    '1 h 00',
    '2 h 05',
    '1 d',
  ])
  expect(duration(null)).toBe('–')
})

test('colleagues who look are named while they are few', () => {
  expect(lookingWords(['Alan'])).toBe('Alan is looking too')
  expect(lookingWords(['Alan', 'Eve'])).toBe('Alan and Eve are looking too')
  expect(lookingWords(['Alan', 'Eve', 'Ada'])).toBe('Alan and 2 others are looking too')
})
