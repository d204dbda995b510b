import type { AgentNotices, AgentRequests, FeedEntry, FeedEvent } from '@frontdesk/protocol'
import { describe, expect, it } from 'vitest'
import { Feed } from '../src/feed.ts'
import type { Http } from '../src/http.ts'
import { conversation, message } from './support/samples.ts'
import { ScriptedLink } from './support/scripted-link.ts'
import { quiet, VirtualClock } from './support/virtual-clock.ts'

describe('Joining a project', () => {
  it('the first join asks for everything, because there is nothing to continue', async () => {
    const { feed, heard } = await joined(7)

    expect(heard.resyncs).toBe(1)
    expect(feed.state).toEqual({ connection: { kind: 'live' }, feedSeq: 7 })
  })

  it('what arrives before the answer waits for it and is applied after', async () => {
    const { link, heard, open } = desk()
    open()
    link.tell('newMessage', posted(8))

    link.answer('joinProjectRoom', answer(7))
    await quiet()

    expect(heard.events).toEqual([8])
  })

  it('a rejoin continues after the last number it has, without a resync', async () => {
    const { link, clock, heard } = await joined(7)
    link.listener?.down()
    await clock.advance(2_000)
    link.listener?.up()

    const asked = link.answer('joinProjectRoom', answer(9, [entry(8), entry(9)]))
    await quiet()

    expect(asked).toEqual({ projectId: 1, afterFeedSeq: 7 })
    expect(heard).toMatchObject({ events: [8, 9], resyncs: 1, rejoins: 1 })
  })

  it('a server that can no longer continue makes everything be fetched again', async () => {
    const { link, clock, heard, feed } = await joined(7)
    link.listener?.down()
    await clock.advance(2_000)
    link.listener?.up()

    link.answer('joinProjectRoom', { ...answer(900), resync: true })
    await quiet()

    expect(heard.resyncs).toBe(2)
    expect(feed.state.feedSeq).toBe(900)
  })

  it('a feed shorter than remembered is another feed', async () => {
    const { link, clock, heard } = await joined(7)
    link.listener?.down()
    await clock.advance(2_000)
    link.listener?.up()

    link.answer('joinProjectRoom', answer(2))
    await quiet()
    link.tell('newMessage', posted(3))

    expect(heard).toMatchObject({ events: [3], resyncs: 2 })
  })

  it('a refusal for good is said, and not tried again', async () => {
    const { link, clock, feed, open } = desk()
    open()

    link.answer('joinProjectRoom', {
      ok: false,
      error: { code: 'not_found', reason: 'not_found', message: 'No such project.' },
    })
    await clock.advance(60_000)

    expect(feed.state.connection).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(link.opened).toBe(1)
  })
})

describe('Events', () => {
  it('a repeated one is applied once', async () => {
    const { link, heard } = await joined(7)

    for (const feedSeq of [8, 8, 7, 9]) link.tell('newMessage', posted(feedSeq))

    expect(heard.events).toEqual([8, 9])
  })

  it('one that comes too early waits until what is missing has been fetched', async () => {
    const { link, heard, server } = await joined(7)
    server.feed = [entry(8), entry(9), entry(10)]

    link.tell('newMessage', posted(10))
    await quiet()

    expect(server.asked).toEqual(['/projects/1/feed?after=7'])
    expect(heard.events).toEqual([8, 9, 10])
  })

  it('a head further than we are finds a silent loss', async () => {
    const { link, heard, server } = await joined(7)
    server.feed = [entry(8)]

    link.tell('feedHead', { projectId: 1, feedSeq: 8 })
    await quiet()

    expect(heard.events).toEqual([8])
  })

  it('three missing beats make it join again, which finds what was lost', async () => {
    const { link, clock, heard } = await joined(7)

    await clock.advance(16_500)
    const asked = link.answer('joinProjectRoom', answer(8, [entry(8)]))
    await quiet()

    expect(asked).toEqual({ projectId: 1, afterFeedSeq: 7 })
    expect(heard.events).toEqual([8])
  })
})

describe('A snapshot', () => {
  it('what happened while it travelled is applied on top of it', async () => {
    const { link, feed } = await joined(7)
    let arrive = (_value: number[]) => {}
    const travelling = new Promise<number[]>((resolve) => {
      arrive = resolve
    })

    const snapshot = feed.snapshot(
      () => travelling,
      (value, event) => [...value, event.feedSeq],
    )
    link.tell('newMessage', posted(8))
    arrive([7])

    expect(await snapshot).toEqual([7, 8])
  })
})

function desk() {
  const clock = new VirtualClock()
  const link = new ScriptedLink<AgentRequests, AgentNotices>()
  const heard = { events: [] as number[], resyncs: 0, rejoins: 0 }
  const server = { feed: [] as FeedEntry[], asked: [] as string[] }
  const get = async (path: string, { query }: { query: { after: number } }) => {
    server.asked.push(`${path}?after=${query.after}`)
    return { data: server.feed, feedSeq: server.feed.at(-1)?.feedSeq ?? 0, resync: false }
  }
  const feed = new Feed({
    serverUrl: '',
    projectId: 1,
    http: { get: get as Http['get'] },
    onEvent: (event: FeedEvent) => heard.events.push(event.feedSeq),
    onPassing: () => {},
    onResync: () => {
      heard.resyncs += 1
    },
    onRejoined: () => {
      heard.rejoins += 1
    },
    seams: { link, clock, random: () => 0.5 },
  })
  const open = () => {
    feed.start()
    link.listener?.up()
  }
  return { clock, link, feed, heard, server, open }
}

async function joined(feedSeq: number) {
  const parts = desk()
  parts.open()
  parts.link.answer('joinProjectRoom', answer(feedSeq))
  await quiet()
  return parts
}

function answer(feedSeq: number, events: FeedEntry[] = []) {
  return { ok: true, status: 'ok', roomName: 'project:1', feedSeq, events, resync: false }
}

function posted(feedSeq: number): AgentNotices['newMessage'] {
  return { ...message(feedSeq), conversation: conversation(), feedSeq }
}

function entry(feedSeq: number): FeedEntry {
  return { feedSeq, event: 'newMessage', payload: { ...posted(feedSeq) }, at: '' }
}
