import { MAX_SESSION_BYTES } from '@frontdesk/protocol'
import { describe, expect, it } from 'vitest'
import { noVisit, sessionMetadata, visitPage, withinBudget, withoutSecrets } from '../src/visit.ts'

describe('Where a visitor was', () => {
  it('keeps the landing page, the referrer and the last ten pages', () => {
    let visit = noVisit
    for (let page = 1; page <= 12; page += 1) {
      visit = visitPage(visit, { url: `https://shop.test/${page}`, referrer: 'https://a.test/' }, 0)
    }

    expect(visit.landingPage).toBe('https://shop.test/1')
    expect(visit.referrer).toBe('https://a.test/')
    expect(visit.pages.map((page) => page.url)).toHaveLength(10)
    expect(visit.pages.at(-1)?.url).toBe('https://shop.test/12')
  })

  it('the same page twice in a row is one visit', () => {
    const once = visitPage(noVisit, { url: 'https://shop.test/' }, 0)

    expect(visitPage(once, { url: 'https://shop.test/', title: 'Shop' }, 1).pages).toHaveLength(1)
  })

  it('of what is more than a message may carry, the oldest pages are left out', () => {
    const pages = Array.from({ length: 10 }, (_, page) => ({
      url: `https://shop.test/${page}/${'p'.repeat(2_000)}`,
      title: '商'.repeat(300),
    }))
    const attributes = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`name ${at}`, '値'.repeat(200)]),
    )
    const session = { ...sessionMetadata(noVisit, '', 'ja'), pages, profile: { attributes } }

    const kept = withinBudget(session)

    const bytes = new TextEncoder().encode(JSON.stringify(kept)).length
    expect(bytes).toBeLessThanOrEqual(MAX_SESSION_BYTES)
    const count = kept.pages?.length ?? 0
    expect(count).toBeGreaterThan(5)
    expect(kept).toEqual({ ...session, pages: pages.slice(10 - count) })
  })

  it.each([
    ['https://a.test/?token=abc&q=shoes', 'https://a.test/?q=shoes'],
    ['https://a.test/?reset_password_key=1', 'https://a.test/'],
    ['https://a.test/?access_token=x&code=y&state=z', 'https://a.test/'],
    ['https://a.test/?v=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0', 'https://a.test/'],
    ['https://a.test/#access_token=x&expires=1', 'https://a.test/'],
    ['https://a.test/#pricing', 'https://a.test/#pricing'],
    ['https://ada:secret@a.test/', 'https://a.test/'],
    ['https://a.test/?postcode=1000&keyboard=de', 'https://a.test/?postcode=1000&keyboard=de'],
  ])('what looks like a key is left out: %s', (address, shown) => {
    expect(withoutSecrets(address)).toBe(shown)
  })

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'nonsense'])('%s is no page', (address) => {
    expect(withoutSecrets(address)).toBeNull()
  })

  it('names the browser and the system', () => {
    const agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

    expect(sessionMetadata(noVisit, agent, 'de-DE')).toMatchObject({
      browser: 'Chrome 140',
      os: 'Linux',
      locale: 'de-DE',
    })
  })
})
