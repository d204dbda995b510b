import { describe, expect, it } from 'vitest'
import { memoryDevice } from '../src/device.ts'
import type { Outbox } from '../src/outbox.ts'
import { opened, refusedWith, statesOf, stored } from './support/outbox.ts'
import { quiet } from './support/virtual-clock.ts'

describe('Sending', () => {
  it('is one at a time and in order', async () => {
    const { outbox, sent, answer } = await opened()

    for (const content of ['one', 'two', 'three']) outbox.add(content, null)
    await quiet()
    expect(sent).toEqual(['one'])
    answer(stored)
    await quiet()

    expect(sent).toEqual(['one', 'two'])
  })

  it('a finally refused message does not hold up the next', async () => {
    const { outbox, sent, answer } = await opened()
    outbox.add('too much', null)
    outbox.add('next', null)
    await quiet()

    answer(refusedWith('too_long'))
    await quiet()

    expect(sent).toEqual(['too much', 'next'])
    expect(statesOf(outbox)).toEqual(['failed', 'sending'])
  })

  it.each(['invalid', 'too_long', 'conflict', 'unauthorized', 'gone'] as const)(
    '%s is final: the message fails with the reason, and a retry works',
    async (code) => {
      const { outbox, sent, answer } = await opened()
      const tempId = outbox.add('hello', null)
      await quiet()
      answer(refusedWith(code))
      await quiet()
      expect(outbox.state.entries[0]?.error?.code).toBe(code)

      const retried = outbox.retry(tempId)
      await quiet()
      answer(stored)
      await quiet()

      expect(sent).toEqual(['hello', 'hello'])
      expect(statesOf(outbox)).toEqual(['confirmed'])
      // Another text is stored under a conflicting id; any other id stays, so that the
      // message can never be stored twice.
      expect(retried === tempId).toBe(code !== 'conflict')
    },
  )

  it('a message with which the connection ends each time does not hold up the rest for ever', async () => {
    const device = memoryDevice()
    const { outbox, sent } = await opened({ device })
    outbox.add('poison', null)
    outbox.add('next', null)
    await quiet()

    for (let loss = 1; loss <= 6; loss += 1) await loseConnection(outbox)

    expect(sent).toEqual([...Array(6).fill('poison'), 'next'])
    expect(statesOf(outbox)).toEqual(['failed', 'sending'])
    const kept = await device.loadOutgoing()
    expect(kept.find((entry) => entry.content === 'poison')?.state).toBe('failed')
  })

  it('losses are counted through reloads', async () => {
    const device = memoryDevice()
    const first = await opened({ device })
    first.outbox.add('hello', null)
    await quiet()
    for (let loss = 1; loss <= 5; loss += 1) await loseConnection(first.outbox)
    first.outbox.close()

    const { outbox } = await opened({ device })
    expect(statesOf(outbox)).toEqual(['sending'])
    await loseConnection(outbox)

    expect(statesOf(outbox)).toEqual(['failed'])
  })

  it('an answer, be it a refusal, shows that the message was not the reason', async () => {
    const { outbox, answer, clock } = await opened()
    outbox.add('hello', null)
    await quiet()
    for (let loss = 1; loss <= 5; loss += 1) await loseConnection(outbox)
    for (let attempt = 1; attempt <= 6; attempt += 1) answer(refusedWith('unavailable'))
    await clock.advance(60_000)
    expect(statesOf(outbox)).toEqual(['sending'])

    await loseConnection(outbox)

    expect(statesOf(outbox)).toEqual(['sending'])
  })

  it('a limit keeps it sending, and the wait it asks for is kept', async () => {
    const { outbox, sent, answer, clock } = await opened()
    outbox.add('hello', null)
    await quiet()

    answer(refusedWith('rate_limited', 12))
    await clock.advance(11_900)
    expect(sent).toHaveLength(1)
    expect(statesOf(outbox)).toEqual(['waiting'])
    await clock.advance(200)

    expect(sent).toHaveLength(2)
  })

  it('a fresh connection does not shorten the wait of a limit', async () => {
    const { outbox, sent, answer, clock } = await opened()
    outbox.add('hello', null)
    await quiet()
    answer(refusedWith('rate_limited', 12))
    await clock.advance(1_000)

    outbox.pause()
    outbox.resume()
    await quiet()

    expect(sent).toHaveLength(1)
  })

  it.each(['unavailable', 'no_answer', 'offline'] as const)(
    '%s is tried again, later each time',
    async (code) => {
      const { outbox, sent, answer, clock } = await opened()
      outbox.add('hello', null)
      await quiet()
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        answer(refusedWith(code))
        await clock.advance(20_000)
        expect(sent).toHaveLength(attempt + 1)
      }

      expect(statesOf(outbox)).toEqual(['sending'])
    },
  )

  it('everything unanswered is sent again after a reconnect', async () => {
    const { outbox, sent } = await opened()
    outbox.add('hello', null)
    await quiet()

    outbox.pause()
    outbox.resume()
    await quiet()

    expect(sent).toEqual(['hello', 'hello'])
  })

  it('the late answer to an earlier try says nothing about the one under way', async () => {
    const { outbox, answer, sent } = await opened()
    outbox.add('hello', null)
    await quiet()
    outbox.pause()
    outbox.resume()
    await quiet()

    answer(refusedWith('no_answer'))
    await quiet()

    expect(statesOf(outbox)).toEqual(['sending'])
    expect(sent).toHaveLength(2)
  })

  it('replies to one conversation do not wait for those to another', async () => {
    const { outbox, sent } = await opened()

    outbox.add('to Ada', 1)
    outbox.add('to Ada again', 1)
    outbox.add('to Bob', 2)
    await quiet()

    expect(sent).toEqual(['to Ada', 'to Bob'])
  })

  it('the server giving a message up later fails it', async () => {
    const { outbox, answer } = await opened()
    const tempId = outbox.add('poison', null)
    await quiet()
    answer(refusedWith('unavailable'))
    await quiet()

    outbox.giveUp(tempId, {
      code: 'invalid',
      reason: 'not_stored',
      message: 'It could not be stored.',
    })

    expect(statesOf(outbox)).toEqual(['failed'])
  })
})

async function loseConnection(outbox: Outbox) {
  outbox.pause()
  outbox.resume()
  await quiet()
}

describe('What a refusal means', () => {
  it.each([
    { reason: 'temp_id_taken', keepsId: false },
    { reason: 'held_by_another', keepsId: true },
    { reason: 'a_reason_of_a_newer_server', keepsId: false },
  ])('goes by the reason, and by the code of an unknown one: $reason', async (given) => {
    const { reason, keepsId } = given
    const { outbox, answer } = await opened()
    const tempId = outbox.add('hello', null)
    await quiet()
    answer(refusedWith('conflict', undefined, reason))
    await quiet()

    expect(outbox.retry(tempId) === tempId).toBe(keepsId)
  })
})
