import { describe, expect, it } from 'vitest'
import { emptyTimeline, mark, mergePage, receive, type Timeline, update } from '../src/timeline.ts'
import { message, reply } from './support/samples.ts'

describe('Receiving a message', () => {
  it('the next number is appended', () => {
    const arrived = receive(upTo(2), message(3))

    expect(arrived.kind).toBe('added')
    expect(seqs(arrived)).toEqual([1, 2, 3])
  })

  it('a number that is known changes nothing', () => {
    const timeline = upTo(2)

    expect(receive(timeline, message(2))).toEqual({ kind: 'already-known', timeline })
  })

  it('a number further on is a gap, and not shown', () => {
    expect(receive(upTo(2), message(5))).toEqual({ kind: 'gap', after: 2 })
  })

  it('the first message of an empty conversation is appended', () => {
    expect(receive(emptyTimeline(1), message(1)).kind).toBe('added')
  })
})

describe('Merging a page', () => {
  it('an older page goes in front', () => {
    const timeline = mergePage(from(4, 6), [message(2), message(3)])

    expect(timeline.messages.map((one) => one.seq)).toEqual([2, 3, 4, 5, 6])
  })

  it('an overlapping page adds only what is new, whatever its order', () => {
    const timeline = mergePage(from(4, 6), [message(7), message(6), message(5), message(8)])

    expect(timeline.messages.map((one) => one.seq)).toEqual([4, 5, 6, 7, 8])
  })

  it('a newer page that does not touch what is known replaces it, so that no hole is shown', () => {
    const timeline = mergePage(from(1, 3), [message(9), message(10)])

    expect(timeline.messages.map((one) => one.seq)).toEqual([9, 10])
  })

  it('an older page that does not touch what is known is left out', () => {
    const timeline = from(8, 9)

    expect(mergePage(timeline, [message(1)])).toBe(timeline)
  })

  it('a page with a hole counts only as far as it has none', () => {
    const timeline = mergePage(emptyTimeline(1), [message(1), message(5), message(6)])

    expect(timeline.messages.map((one) => one.seq)).toEqual([5, 6])
  })
})

describe('Changing a message', () => {
  const edited = message(2, { content: 'better', editedAt: '2026-01-05T10:00:00.000Z' })
  const deleted = message(2, { content: '', deletedAt: '2026-01-05T11:00:00.000Z' })

  it.each([
    ['edit, delete', [edited, deleted]],
    ['delete, edit', [deleted, edited]],
    ['delete, then the first copy again', [deleted, message(2)]],
  ])('ends as a tombstone: %s', (_name, changes) => {
    const timeline = changes.reduce(update, upTo(2))

    expect(timeline.messages[1]?.content).toBe('')
    expect(timeline.messages[1]?.deletedAt).not.toBeNull()
  })

  it('an older edit does not undo a newer one', () => {
    const older = message(2, { content: 'worse', editedAt: '2026-01-05T09:30:00.000Z' })

    expect([edited, older].reduce(update, upTo(2)).messages[1]?.content).toBe('better')
  })

  it('an unknown message is left to a fetch', () => {
    const timeline = upTo(2)

    expect(update(timeline, message(7))).toBe(timeline)
  })

  it('a status moves forward and never back', () => {
    const read = mark(from(1, 2), { upToSeq: 2, status: 'read', author: 'visitor', at: null })
    const late = mark(read, { upToSeq: 2, status: 'delivered', author: 'visitor', at: null })
    const older = update(late, message(2, { status: 'sent' }))

    expect(older.messages.map((one) => one.status)).toEqual(['read', 'read'])
  })

  it('a mark moves only what the other side wrote', () => {
    const timeline = mergePage(emptyTimeline(1), [message(1), reply(2)])

    const marked = mark(timeline, { upToSeq: 2, status: 'read', author: 'team', at: 'now' })

    expect(marked.messages.map((one) => one.status)).toEqual(['delivered', 'read'])
    expect(marked.messages.map((one) => one.deliveredAt)).toEqual([null, 'now'])
  })

  it('a reply born delivered gets its time when a widget confirms it', () => {
    const timeline = mergePage(emptyTimeline(1), [reply(1, { status: 'delivered' })])

    const marked = mark(timeline, { upToSeq: 1, status: 'delivered', author: 'team', at: 'now' })

    expect(marked.messages[0]?.deliveredAt).toBe('now')
  })
})

function upTo(last: number): Timeline {
  return from(1, last)
}

function from(first: number, last: number): Timeline {
  const count = last - first + 1
  return mergePage(
    emptyTimeline(1),
    Array.from({ length: count }, (_, index) => message(first + index)),
  )
}

function seqs(arrived: ReturnType<typeof receive>): number[] {
  return arrived.kind === 'gap' ? [] : arrived.timeline.messages.map((one) => one.seq)
}
