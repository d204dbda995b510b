import type { AuditEntry } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { fieldWords, sentenceOf, sourceOf } from '../src/features/settings/audit/entry'
import { AUDIT_KINDS, auditFile, auditFilterFrom } from '../src/features/settings/audit/kinds'

const entry: AuditEntry = {
  id: 1,
  kind: 'role_changed',
  at: '2026-05-04T12:00:00.000Z',
  actorId: 1,
  actorName: 'Olivia',
  subjectId: 2,
  subjectName: 'Grace',
  about: null,
  changes: [],
  address: '192.0.2.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

test('an address bar somebody edited leads to a filter that exists', () => {
  const wanted = { user: 7, kind: 'role_changed', from: '2026-05-01', to: '2026-05-04' } as const
  expect(auditFilterFrom(wanted)).toEqual(wanted)
  expect(auditFilterFrom({ user: -1, kind: 'nonsense', from: 'x', to: 5 })).toEqual({})
  expect(auditFilterFrom({ kind: 'toString' })).toEqual({})
  expect(auditFilterFrom({ from: '2026-05-04', to: '2026-05-01' })).toEqual({ from: '2026-05-04' })
})

test('the file is asked for with the same filter', () => {
  expect(auditFile(3, { user: 7, kind: 'exported' })).toBe(
    '/api/v1/projects/3/audit-log?format=csv&user=7&kind=exported',
  )
})

test('an entry says who did what to whom', () => {
  expect(sentenceOf(entry)).toBe('Olivia changed the role of Grace')
  expect(sentenceOf({ ...entry, kind: 'settings_changed', about: 'widget' })).toBe(
    'Olivia changed settings: Widget appearance',
  )
  expect(sentenceOf({ ...entry, kind: 'member_joined', about: 'manager' })).toBe(
    'Grace joined as manager',
  )
  expect(sentenceOf({ ...entry, kind: 'project_created', actorName: null, about: 'Shop' })).toBe(
    'The server created the project Shop',
  )
})

test('every kind has a sentence without a gap', () => {
  for (const kind of AUDIT_KINDS) {
    expect(sentenceOf({ ...entry, kind, about: 'it' })).not.toMatch(/undefined|null/)
  }
})

test('where it was done is a browser and an address, or the server itself', () => {
  expect(sourceOf(entry)).toBe('Firefox on Linux · 192.0.2.7')
  expect(sourceOf({ ...entry, address: null, userAgent: null })).toBe('On the server')
})

test('a field is written as people write it', () => {
  expect(fieldWords('agentCapacity')).toBe('Agent capacity')
  expect(fieldWords('role')).toBe('Role')
})
