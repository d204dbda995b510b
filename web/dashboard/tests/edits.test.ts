import { expect, test } from 'vitest'
import { problemsIn } from '../src/shared/form/check'
import {
  changedIn,
  clashesIn,
  type Edits,
  over,
  sinceSaving,
  withChange,
  without,
} from '../src/shared/form/edits'
import type { Section } from '../src/shared/form/fields'
import { problemOf } from '../src/shared/form/problems'

type Values = { greeting: string; hosts: string[]; limit: number | null }
const SERVER: Values = { greeting: 'Hello', hosts: ['a'], limit: 10 }
const NONE: Edits<Values> = {}

test('what nobody touched follows the server, what was typed stays', () => {
  const edits = withChange(NONE, SERVER, { greeting: 'Hi' })

  expect(over({ ...SERVER, limit: 20 }, edits)).toEqual({ ...SERVER, greeting: 'Hi', limit: 20 })
})

test('typed back to what the server has, nothing is changed', () => {
  const edits = withChange(withChange(NONE, SERVER, { hosts: ['b'] }), SERVER, { hosts: ['a'] })

  expect(changedIn(SERVER, edits)).toEqual([])
})

test('an emptied number is a change, also where there was none', () => {
  const unlimited = { ...SERVER, limit: null }

  expect(changedIn(unlimited, withChange(NONE, unlimited, { limit: Number.NaN }))).toEqual([
    'limit',
  ])
})

test('two clash over the field that both have changed, and over no other', () => {
  const edits = withChange(NONE, SERVER, { greeting: 'Mine', limit: 3 })

  expect(clashesIn({ ...SERVER, greeting: 'Theirs', hosts: ['b'] }, edits)).toEqual(['greeting'])
  expect(clashesIn({ ...SERVER, greeting: 'Mine' }, edits)).toEqual([])
  expect(without(edits, ['greeting'])).toEqual({ limit: { from: 10, to: 3 } })
})

test('what is typed while it is saved is not lost, and begins at what was saved', () => {
  const sent = withChange(NONE, SERVER, { greeting: 'One', limit: 3 })
  const typed = withChange(sent, SERVER, { greeting: 'One more' })

  expect(sinceSaving(typed, over(SERVER, sent))).toEqual({
    greeting: { from: 'One', to: 'One more' },
  })
})

test('a form says what is wrong with the fields it shows, and with no other', () => {
  const sections: Section<Values>[] = [
    {
      fields: [
        { kind: 'text', name: 'greeting', label: 'A', isRequired: true },
        [
          { kind: 'amount', name: 'limit', label: 'B', min: 1, max: 5 },
          { kind: 'text', name: 'greeting', label: 'C', isShown: () => false, isRequired: true },
        ],
      ],
    },
  ]

  expect(problemsIn(sections, { ...SERVER, greeting: ' ' })).toEqual({
    greeting: 'This is needed.',
    limit: 'A whole number from 1 to 5.',
  })
  expect(problemsIn(sections, { ...SERVER, limit: 2.5 })).toHaveProperty('limit')
  expect(problemsIn(sections, { ...SERVER, limit: 5 })).toEqual({})
})

test.each([
  ['hosts', 'Not a host.'],
  ['hosts.1', 'b: Not a host.'],
  ['hosts[1]', 'b: Not a host.'],
  ['hosts[7]', 'Not a host.'],
  ['hostsToo', undefined],
])('what the server says of %s stands by the list', (field, words) => {
  expect(problemOf({ [field]: 'Not a host.' }, 'hosts', ['a', 'b'])).toBe(words)
})
