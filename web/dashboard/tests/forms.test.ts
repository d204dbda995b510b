import { expect, test } from 'vitest'
import { mayActAs } from '../src/api/session'
import { visitOf } from '../src/features/inbox/details/visit'
import { settingsPages } from '../src/features/settings/pages'
import { filterFrom } from '../src/live/inbox-filter'
import { contrast, readableOn } from '../src/shared/colour'
import { domainsWith } from '../src/shared/DomainsEditor'
import { matching } from '../src/shell/commands'

test('domains are taken as people paste them, each once', () => {
  expect(domainsWith(['a.example'], ' https://b.example/, a.example\n*.c.example ')).toEqual([
    'a.example',
    'b.example',
    '*.c.example',
  ])
  expect(domainsWith(['a.example'], ' a.example ')).toBeNull()
})

test('plain http is kept as it was said, because it is not what is meant by default', () => {
  expect(domainsWith([], 'http://intranet.example')).toEqual(['http://intranet.example'])
})

test.each([
  ['https://www.nora-shop.example/path?utm=1#top', 'www.nora-shop.example'],
  ['HTTPS://WWW.Nora-Shop.example/', 'www.nora-shop.example'],
  ['nora-shop.example/checkout', 'nora-shop.example'],
  ['https://user:secret@nora-shop.example:8443/x', 'nora-shop.example:8443'],
  ['http://localhost:3000/shop', 'http://localhost:3000'],
  ['*.nora-shop.example', '*.nora-shop.example'],
  ['nora-shop.example.', 'nora-shop.example'],
])('of the address %s the site is %s', (pasted, site) => {
  expect(domainsWith([], pasted)).toEqual([site])
})

test('text on any accent can be read', () => {
  for (const colour of ['#0f766e', '#ffe14d', '#ffffff', '#000000', '#ff5500', '#7a7a7a']) {
    expect(contrast(colour, readableOn(colour))).toBeGreaterThanOrEqual(4.5)
  }
})

test('agents are offered only the settings they can use', () => {
  expect(settingsPages('agent').map(({ name }) => name)).toEqual([
    'canned',
    'tags',
    'members',
    'profile',
    'security',
    'alerts',
  ])
  expect(settingsPages('manager').map(({ name }) => name)).not.toContain('audit')
  expect(settingsPages('owner')).toHaveLength(12)
  expect(settingsPages(undefined)).toEqual([])
  expect(mayActAs('manager', 'owner')).toBe(false)
})

test('an address bar somebody edited leads to a filter that exists', () => {
  expect(filterFrom({ status: 'solved', q: 'ada' })).toEqual({ status: 'solved', q: 'ada' })
  expect(filterFrom({ status: 'nonsense', q: ['x'] })).toEqual({})
  expect(filterFrom({ q: 8812 })).toEqual({ q: '8812' })
})

test('what a device says about a visit may be anything and breaks nothing', () => {
  const nothing = { pages: [], referrer: null, landingPage: null, device: null, locale: null }
  expect(visitOf({ pages: 'x', referrer: 5, browser: null })).toEqual(nothing)
  expect(
    visitOf({ pages: [null, 3, { url: '' }, { url: 'https://a.example', at: 5 }] }).pages,
  ).toEqual([{ url: 'https://a.example', title: null, at: null }])
})

test('the palette finds whatever contains every word, in any order', () => {
  const command = {
    id: 'a',
    words: 'Ada Moreau',
    note: 'Open · where is my lamp',
    icon: null,
    run() {},
  }
  expect(matching([command], 'lamp ada')).toEqual([command])
  expect(matching([command], 'lamp bob')).toEqual([])
})
