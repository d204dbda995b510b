import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserTabs, loneTab } from '../src/tabs.ts'
import { quiet } from './support/virtual-clock.ts'

describe('The turn to send', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('goes to the first tab, then to the next when that one closes', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() })
    const first = tab()
    const second = tab()
    await quiet()
    expect([first.hasTurn(), second.hasTurn()]).toEqual([true, false])

    first.tabs.close()
    await quiet()

    expect(second.hasTurn()).toBe(true)
  })

  it('is taken by the tab a person types in, and comes back when that one closes', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() })
    const first = tab()
    const second = tab()
    await quiet()

    second.tabs.takeTurn()
    await quiet()
    expect([first.hasTurn(), second.hasTurn()]).toEqual([false, true])
    second.tabs.close()
    await quiet()

    expect(first.hasTurn()).toBe(true)
  })

  it('belongs to every tab where locks are refused', async () => {
    const request = () => Promise.reject(new DOMException('denied', 'SecurityError'))
    vi.stubGlobal('navigator', { locks: { request } })
    const first = tab()
    await quiet()
    first.tabs.takeTurn()
    await quiet()

    expect(first.hasTurn()).toBe(true)
  })

  it('belongs to every tab where there are no locks', () => {
    vi.stubGlobal('navigator', {})

    expect([tab().hasTurn(), tab().hasTurn()]).toEqual([true, true])
  })

  it('belongs to a tab whose storage is blocked, asked for once and no more', async () => {
    const request = vi.fn(() => Promise.reject(new DOMException('Denied', 'SecurityError')))
    vi.stubGlobal('navigator', { locks: { request } })

    const framed = tab()
    await quiet()

    expect(framed.hasTurn()).toBe(true)
    expect(request).toHaveBeenCalledTimes(1)
  })

  it('belongs to a tab that is alone', () => {
    let hasTurn = false
    loneTab().queueForTurn({
      begin() {
        hasTurn = true
      },
      end() {},
    })

    expect(hasTurn).toBe(true)
  })
})

function tab() {
  const tabs = browserTabs('test')
  let hasTurn = false
  tabs.queueForTurn({
    begin() {
      hasTurn = true
    },
    end() {
      hasTurn = false
    },
  })
  return { tabs, hasTurn: () => hasTurn }
}

interface Waiting {
  run: () => Promise<void>
  resolve: () => void
  reject: (reason: unknown) => void
}

/** Web Locks for one name: a queue, stealing and calling off. */
function fakeLocks() {
  let holder: Waiting | null = null
  const queue: Waiting[] = []
  const grant = (next: Waiting | undefined) => {
    holder = next ?? null
    void next?.run().then(() => {
      next.resolve()
      if (holder === next) grant(queue.shift())
    })
  }
  return {
    request(
      _name: string,
      options: { steal?: boolean; signal?: AbortSignal },
      run: () => Promise<void>,
    ) {
      return new Promise<void>((resolve, reject) => {
        const waiting = { run, resolve, reject }
        options.signal?.addEventListener('abort', () => {
          const index = queue.indexOf(waiting)
          if (index >= 0) queue.splice(index, 1)
          reject(new DOMException('called off', 'AbortError'))
        })
        if (options.steal) {
          holder?.reject(new DOMException('stolen', 'AbortError'))
          grant(waiting)
        } else if (holder) queue.push(waiting)
        else grant(waiting)
      })
    },
  }
}
