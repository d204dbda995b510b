import { describe, expect, it } from 'vitest'
import type { Visit } from '../src/visit.ts'
import type { Visits } from '../src/visits.ts'
import { Whereabouts } from '../src/whereabouts.ts'

const MINUTE = 60_000
const LANDING = { url: 'https://shop.test/?utm_source=news', referrer: 'https://news.test/' }
const PRICING = { url: 'https://shop.test/pricing', referrer: 'https://shop.test/' }
const GUIDE = { url: 'https://shop.test/guide', referrer: 'https://shop.test/pricing' }

describe('A visit over several page loads', () => {
  it('keeps its first referrer and landing page, and all its pages', () => {
    const device = new Device()
    for (const page of [LANDING, PRICING, GUIDE]) device.load().visited(page)

    const { referrer, landingPage, pages } = device.load().metadata

    expect([referrer, landingPage]).toEqual([LANDING.referrer, LANDING.url])
    expect(pages?.map(({ url }) => url)).toEqual([LANDING.url, PRICING.url, GUIDE.url])
  })

  it('gets the pages of another tab, and says a page again only with a new title', () => {
    const device = new Device()
    const [one, other] = [device.load(), device.load()]
    one.visited(LANDING)
    other.visited(PRICING)

    one.visited({ ...LANDING, title: 'Shop' })

    const pages = one.metadata.pages?.map(({ url, title }) => [url, title ?? null])
    expect(pages).toEqual([
      [LANDING.url, 'Shop'],
      [PRICING.url, null],
    ])
  })

  it.each([
    [30, LANDING.referrer],
    [31, GUIDE.referrer],
  ])('after %i minutes without a page its referrer is %s', (minutes, referrer) => {
    const device = new Device()
    device.load().visited(LANDING)
    device.now += minutes * MINUTE

    device.load().visited(GUIDE)

    expect(device.load().metadata.referrer).toBe(referrer)
  })

  it('knows its own page where nothing may be kept', () => {
    const whereabouts = new Device({ load: () => null, keep() {}, forget() {} }).load()

    whereabouts.visited(GUIDE)

    expect(whereabouts.metadata.pages?.map(({ url }) => url)).toEqual([GUIDE.url])
  })

  it('is gone when the visitor is forgotten', () => {
    const device = new Device()
    const whereabouts = device.load()
    whereabouts.visited(LANDING)

    whereabouts.forget()

    expect(device.load().metadata.pages).toEqual([])
  })
})

class Device {
  now = Date.parse('2026-03-01T09:00:00Z')
  #kept: Visit | null = null
  readonly #visits: Visits

  constructor(visits?: Visits) {
    this.#visits = visits ?? {
      load: () => this.#kept,
      keep: (visit) => {
        this.#kept = visit
      },
      forget: () => {
        this.#kept = null
      },
    }
  }

  load(): Whereabouts {
    return new Whereabouts({
      clock: { now: () => this.now, after: () => () => undefined },
      visits: this.#visits,
      link: { request: () => new Promise(() => undefined) },
      isLive: () => false,
    })
  }
}
