import { describe, expect, it } from 'vitest'
import { opened, refusedWith, statesOf, stored } from './support/outbox.ts'
import { sharedDevice } from './support/shared-device.ts'
import { TabBus } from './support/tab-bus.ts'
import { quiet } from './support/virtual-clock.ts'

describe('A reload', () => {
  it('finds what was not confirmed, in order, and sends it under the same ids', async () => {
    const device = sharedDevice()
    const first = await opened({ device })
    first.outbox.add('one', null)
    first.outbox.add('two', null)
    await quiet()
    const ids = first.outbox.state.entries.map((entry) => entry.tempId)
    first.outbox.close()

    const second = await opened({ device })

    expect(second.outbox.state.entries.map((entry) => entry.tempId)).toEqual(ids)
    expect(second.sent).toEqual(['one'])
  })

  it('keeps a failed message with its reason', async () => {
    const device = sharedDevice()
    const first = await opened({ device })
    first.outbox.add('one', null)
    await quiet()
    first.answer(refusedWith('invalid'))
    await quiet()

    const second = await opened({ device })

    expect(second.outbox.state.entries[0]?.error?.code).toBe('invalid')
    expect(second.sent).toEqual([])
  })

  it('does not bring back what was confirmed', async () => {
    const device = sharedDevice()
    const { outbox, answer } = await opened({ device })
    outbox.add('one', null)
    await quiet()

    answer(stored)
    await quiet()

    expect(await device.loadOutgoing()).toEqual([])
  })
})

describe('Two tabs', () => {
  it('only one of them sends', async () => {
    const { left, right } = await twoTabs()

    left.outbox.add('one', null)
    await quiet()

    expect([left.sent, right.sent]).toEqual([['one'], []])
    expect(right.outbox.state.entries.map((entry) => entry.content)).toEqual(['one'])
  })

  it('the tab a person types in takes the turn, and what waited goes first', async () => {
    const { left, right } = await twoTabs()
    left.outbox.add('one', null)
    await quiet()

    right.outbox.add('two', null)
    await quiet()

    expect(right.sent).toEqual(['one'])
    right.answer(stored)
    await quiet()
    expect(right.sent).toEqual(['one', 'two'])
    expect(left.sent).toEqual(['one'])
  })

  it('when the sending tab closes, the other one goes on', async () => {
    const { left, right } = await twoTabs()
    left.outbox.add('one', null)
    await quiet()

    left.outbox.close()
    await quiet()

    expect(right.sent).toEqual(['one'])
  })

  it('that share no storage are two visitors, and send nothing for each other', async () => {
    const bus = new TabBus()
    const left = await opened({ tabs: bus.tab() })
    const right = await opened({ tabs: bus.tab() })

    left.outbox.add('one', null)
    await quiet()

    expect([left.sent, right.sent]).toEqual([['one'], []])
    expect(right.outbox.state.entries).toEqual([])
  })

  it('what is done does not come back through a slow tab', async () => {
    const bus = new TabBus()
    const { outbox, sent, answer } = await opened({ device: sharedDevice(), tabs: bus.tab() })
    outbox.add('one', null)
    const entry = outbox.state.entries[0]
    await quiet()
    answer(stored)
    await quiet()
    outbox.settle(() => true)

    bus.tab().post({ kind: 'put', entry })
    await quiet()

    expect(outbox.state.entries).toEqual([])
    expect(sent).toEqual(['one'])
  })

  it('what the server has confirmed is not undone by a tab that has not heard of it', async () => {
    const bus = new TabBus()
    const { outbox, sent, answer } = await opened({ device: sharedDevice(), tabs: bus.tab() })
    outbox.add('one', null)
    await quiet()
    const sending = outbox.state.entries[0]
    answer(stored)
    await quiet()
    expect(statesOf(outbox)).toEqual(['confirmed'])

    bus.tab().post({ kind: 'put', entry: sending })
    await quiet()

    expect(statesOf(outbox)).toEqual(['confirmed'])
    expect(sent).toEqual(['one'])
  })

  it('a discarded message is gone from both', async () => {
    const { left, right } = await twoTabs()
    const tempId = left.outbox.add('one', null)
    await quiet()

    right.outbox.discard(tempId)
    await quiet()

    expect([statesOf(left.outbox), statesOf(right.outbox)]).toEqual([[], []])
  })
})

async function twoTabs() {
  const bus = new TabBus()
  const device = sharedDevice()
  const left = await opened({ device, tabs: bus.tab() })
  const right = await opened({ device, tabs: bus.tab() })
  return { left, right }
}
