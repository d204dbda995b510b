import { describe, expect, it, vi } from 'vitest'
import { readPageState } from '../src/page.ts'
import { readProfile } from '../src/profile.ts'

const EMPTY = { name: null, email: null, attributes: {} }

function read(said: unknown) {
  const wrong: string[] = []
  return { profile: readProfile(said, (left) => wrong.push(...left)), wrong }
}

describe('Who the site says the visitor is', () => {
  it('is taken as it stands, trimmed', () => {
    const attributes = { plan: 'office', orders: 3, isAdult: true }

    expect(read({ name: ' Ada Moreau ', email: 'ada@example.com', attributes })).toEqual({
      profile: { name: 'Ada Moreau', email: 'ada@example.com', attributes },
      wrong: [],
    })
  })

  it.each([null, undefined, 7, 'Ada', [], {}, { name: '' }, { name: null, attributes: {} }])(
    'is nothing where nothing is said: %j',
    (said) => {
      expect(read(said)).toEqual({ profile: null, wrong: [] })
    },
  )

  it.each([
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: ' \u200b ' }, 'name'],
    [{ name: 'A\u0007da' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ email: 'ada' }, 'email'],
    [{ email: 'a b@example.com' }, 'email'],
    [{ email: 'ada\u202e@example.com' }, 'email'],
    [{ email: `${'x'.repeat(65)}@example.com` }, 'email'],
    [{ email: `${'\u0130'.repeat(64)}@example.com` }, 'email'],
    [{ attributes: [] }, 'attributes'],
    [{ attributes: 'plan' }, 'attributes'],
    [{ attributes: { plan: { deep: 1 } } }, 'attributes.plan'],
    [{ attributes: { plan: 'x'.repeat(201) } }, 'attributes.plan'],
    [{ attributes: { plan: 'a\u0000b' } }, 'attributes.plan'],
    [{ attributes: { plan: 'half \udc00' } }, 'attributes.plan'],
  ])('is left out where the server would refuse it, and that is told: %j', (said, field) => {
    expect(read(said)).toEqual({ profile: null, wrong: [field] })
    expect(read({ ...said, ...('name' in said ? { email: 'a@b' } : { name: 'Ada' }) })).toEqual({
      profile: { ...EMPTY, ...('name' in said ? { email: 'a@b' } : { name: 'Ada' }) },
      wrong: [field],
    })
  })

  it('has twenty attributes at most, none of them empty', () => {
    const many = Object.fromEntries(Array.from({ length: 22 }, (_, n) => [`key${n}`, `${n}`]))

    const { profile, wrong } = read({ attributes: { none: null, ...many } })

    expect(Object.keys(profile?.attributes ?? {})).toHaveLength(20)
    expect(wrong).toEqual(['attributes.key20', 'attributes.key21'])
  })

  it('is mended or left out aloud when the page says it', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const said = { url: 'https://shop.example/', profile: { name: 'Ada', email: 'ada' } }

    expect(readPageState(JSON.stringify(said))?.profile).toEqual({ ...EMPTY, name: 'Ada' })
    expect(warn).toHaveBeenCalledExactlyOnceWith("frontdesk('identify'): left out email")
    warn.mockRestore()
  })
})
