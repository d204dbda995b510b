import { describe, expect, test, vi } from 'vitest'
import { initials } from '../src/ui/Avatar'
import { deviceOf } from '../src/words/device'
import { piecesOf, safeUrl, shortUrl } from '../src/words/links'
import { receiptOf } from '../src/words/receipt'
import { dayLabel, shortAgo, waitingClock } from '../src/words/time'
import { turnOf } from '../src/words/turn'
import { visitorName } from '../src/words/visitor'

const NOON = Date.parse('2026-05-04T12:00:00.000Z')
const names = (id: number) => (id === 7 ? 'Grace' : undefined)

describe('whose turn it is', () => {
  const waiting = {
    status: 'open',
    chatState: 'waiting_assignment',
    assigneeId: null,
    waitingSince: '2026-05-04T11:59:18.000Z',
  } as const

  test('a waiting conversation says for how long', () => {
    expect(turnOf(waiting, names, NOON)).toEqual({ kind: 'waiting', words: 'Waiting 0:42' })
  })

  test('a clock that runs behind the server never shows a negative wait', () => {
    expect(turnOf(waiting, names, NOON - 3_600_000).words).toBe('Waiting 0:00')
  })

  test('a held conversation names its holder, and a removed one is not nameless', () => {
    const held = { ...waiting, chatState: 'assigned', assigneeId: 7 } as const
    expect(turnOf(held, names, NOON).words).toBe('With Grace')
    expect(turnOf({ ...held, assigneeId: 8 }, names, NOON).words).toBe('With a former member')
  })

  test('an answered conversation waits for the visitor, a finished one is done', () => {
    expect(turnOf({ ...waiting, chatState: 'waiting_real_user_reply' }, names, NOON).words).toBe(
      'Waiting for visitor',
    )
    expect(
      turnOf({ ...waiting, status: 'solved', chatState: 'completed' }, names, NOON).words,
    ).toBe('Done')
    expect(turnOf({ ...waiting, status: 'spam', chatState: 'completed' }, names, NOON).kind).toBe(
      'spam',
    )
  })
})

describe('what became of a reply', () => {
  test('delivered without a time earns one tick and the truth', () => {
    const resting = receiptOf({ status: 'delivered', deliveredAt: null })
    expect(resting).toEqual({
      mark: 'sent',
      words: 'offline — waiting in history',
      isResting: true,
    })
  })

  test('a second tick needs a widget that confirmed it', () => {
    expect(receiptOf({ status: 'delivered', deliveredAt: '2026-05-04T12:00:00.000Z' }).mark).toBe(
      'delivered',
    )
    expect(receiptOf({ status: 'sent', deliveredAt: null }).mark).toBe('sent')
    expect(receiptOf({ status: 'read', deliveredAt: null }).mark).toBe('read')
  })
})

describe('times', () => {
  test('a wait is told in the unit a person would use', () => {
    expect([0, 42_000, 725_000, 3_900_000, 200_000_000].map(waitingClock)).toEqual([
      '0:00',
      '0:42',
      '12:05',
      '1 h 05',
      '2 d',
    ])
  })

  test('a row says now, then minutes, hours and days', () => {
    const at = (ms: number) => shortAgo(new Date(NOON - ms).toISOString(), NOON)
    expect([at(5000), at(120_000), at(7_200_000), at(180_000_000)]).toEqual([
      'now',
      '2m',
      '2h',
      '2d',
    ])
  })

  test('days are today, yesterday, then named', () => {
    const at = (days: number) => dayLabel(new Date(NOON - days * 86_400_000).toISOString(), NOON)
    expect(at(0)).toBe('Today')
    expect(at(1)).toBe('Yesterday')
    expect(at(400)).toMatch(/2025/)
  })
})

describe('what visitors write stays text', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    '[x](javascript:alert(1))',
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
  ])('%s is not a link', (text) => {
    expect(piecesOf(text)).toEqual([{ kind: 'text', text }])
    expect(safeUrl(text)).toBeNull()
  })

  test('an address becomes a link without the full stop after it', () => {
    expect(piecesOf('see https://a.example/x?y=1. Bye')).toEqual([
      { kind: 'text', text: 'see ' },
      { kind: 'link', text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
      { kind: 'text', text: '. Bye' },
    ])
  })

  test('pieces put together are the message, character for character', () => {
    const text =
      'a https://x.example) "https://y.example" <https://z.example> \n https:// end https://q.example'
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })

  test('a page address without http is shown, never shortened into something else', () => {
    expect(shortUrl('javascript:alert(1)')).toBe('javascript:alert(1)')
    expect(shortUrl('https://www.example.com/a/')).toBe('example.com/a')
  })
})

describe('names', () => {
  const ada = { id: 5, uid: '3f2a91bc-0000', name: null, email: null }

  test('a visitor is called by name, else by address, else by a short number', () => {
    expect(visitorName({ ...ada, name: 'Ada', email: 'ada@a.example' })).toBe('Ada')
    expect(visitorName({ ...ada, name: '  ', email: 'ada@a.example' })).toBe('ada@a.example')
    expect(visitorName(ada)).toBe('Visitor #3f2a91')
    expect(visitorName({ ...ada, uid: '---' })).toBe('Visitor #5')
  })

  test('initials come from any script and never from punctuation', () => {
    expect(['Ada Moreau', 'مريم الحسيني', '佐藤 健', '<b>', '😀'].map(initials)).toEqual([
      'AM',
      'ما',
      '佐健',
      'B',
      '?',
    ])
  })

  test('a device is told in two words', () => {
    expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit Chrome/141 Safari/537')).toBe(
      'Chrome on Linux',
    )
    expect(deviceOf('')).toBe('Unknown browser')
  })
})

test('the day before is yesterday in the night after clocks went forward, too', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  // Half past midnight on Monday; Sunday had 23 hours.
  const now = Date.parse('2026-03-29T22:30:00Z')

  expect(dayLabel('2026-03-29T10:00:00Z', now)).toBe('Yesterday')
  expect(dayLabel('2026-03-28T10:00:00Z', now)).toBe('Saturday, March 28')
  vi.unstubAllEnvs()
})
