import { HttpError } from '@frontdesk/client'
import { afterEach, expect, test, vi } from 'vitest'
import { LiveCollection, type Page } from '../src/live/collection'

type Question = {
  resolve: (page: Page<string>) => void
  reject: (failure: unknown) => void
}

/** Words by number. Answers wait until the test gives them, in any order. */
class Words extends LiveCollection<number, string> {
  readonly asked: Question[] = []
  override readonly retryAfterMs: number | null

  constructor(retryAfterMs: number | null = null) {
    super(() => {})
    this.retryAfterMs = retryAfterMs
  }

  answer(place: number, word: string): Promise<void> {
    this.asked[place]?.resolve(() => word)
    return settled()
  }

  answerMore(place: number, more: string): Promise<void> {
    this.asked[place]?.resolve((current) => `${current} ${more}`)
    return settled()
  }

  refuse(place: number, failure: unknown): Promise<void> {
    this.asked[place]?.reject(failure)
    return settled()
  }

  change(key: number, word: string): void {
    this.replace(key, word)
  }

  protected idOf(key: number): number {
    return key
  }

  protected read(): Promise<Page<string>> {
    return new Promise((resolve, reject) => this.asked.push({ resolve, reject }))
  }

  protected override readMore(): Promise<Page<string>> {
    return this.read()
  }
}

const settled = () => new Promise<void>((resolve) => queueMicrotask(() => setTimeout(resolve)))
const ready = (value: string) => ({ kind: 'ready', value, isLoadingMore: false })
const gone = new HttpError(
  403,
  { code: 'forbidden', reason: 'role_too_low', message: 'You are no member.' },
  null,
)

afterEach(() => vi.useRealTimers())

test('what is shown is loaded once, and current from then on', async () => {
  const words = new Words()
  words.show(1)
  expect(words.stateOf(1)).toEqual({ kind: 'loading' })
  words.change(1, 'too early')

  await words.answer(0, 'one')
  words.show(2)
  words.show(1)
  words.change(1, 'uno')

  expect(words.asked.length).toBe(2)
  expect(words.stateOf(1)).toEqual(ready('uno'))
})

test('what was read before continuity was lost never covers what was read after it', async () => {
  const words = new Words()
  words.show(1)
  words.invalidate()
  const reloaded = words.reload()

  await words.answer(1, 'new')
  await reloaded
  await words.answer(0, 'old')

  expect(words.stateOf(1)).toEqual(ready('new'))
})

test('it is not taken either while the reload is still under way', async () => {
  const words = new Words()
  words.show(1)
  words.invalidate()
  const reloaded = words.reload()

  await words.answer(0, 'old')
  expect(words.stateOf(1)).toEqual({ kind: 'loading' })
  await words.answer(1, 'new')
  await reloaded

  expect(words.stateOf(1)).toEqual(ready('new'))
})

test('a reload that a second one overtook is thrown away', async () => {
  const words = await showing('one')
  words.invalidate()
  const first = words.reload()
  words.invalidate()
  const second = words.reload()

  await words.answer(2, 'newest')
  await words.answer(1, 'newer')
  await Promise.all([first, second])

  expect(words.stateOf(1)).toEqual(ready('newest'))
})

test('a failure from before continuity was lost does not cover what was read after it', async () => {
  const words = new Words()
  words.show(1)
  words.invalidate()
  const reloaded = words.reload()
  await words.answer(1, 'new')
  await reloaded

  await words.refuse(0, gone)

  expect(words.stateOf(1)).toEqual(ready('new'))
})

test('of two answers to the same question the later question counts', async () => {
  const words = new Words()
  void words.load(1)
  void words.load(1)

  await words.answer(1, 'second')
  await words.answer(0, 'first')

  expect(words.stateOf(1)).toEqual(ready('second'))
})

test('more is added to what there is by then, and asked for once', async () => {
  const words = await showing('one')
  void words.loadMore(1)
  void words.loadMore(1)
  expect(words.stateOf(1)).toEqual({ kind: 'ready', value: 'one', isLoadingMore: true })
  words.change(1, 'uno')

  await words.answerMore(1, 'two')

  expect(words.asked.length).toBe(2)
  expect(words.stateOf(1)).toEqual(ready('uno two'))
})

test.each(['before', 'after'])(
  'more that was asked for %s continuity was lost is not added to what was read again',
  async (when) => {
    const words = await showing('one')
    if (when === 'before') void words.loadMore(1)
    words.invalidate()
    if (when === 'after') void words.loadMore(1)
    const reloaded = words.reload()

    await words.answer(2, 'new')
    await reloaded
    await words.answerMore(1, 'more')

    expect(words.stateOf(1)).toEqual(ready('new'))
  },
)

test('more that arrives between losing continuity and reading again is not added', async () => {
  const words = await showing('one')
  void words.loadMore(1)
  words.invalidate()

  await words.answerMore(1, 'more')

  expect(words.stateOf(1)).toEqual(ready('one'))
})

test('a page that cannot be loaded leaves what there is, and can be asked for again', async () => {
  const words = await showing('one')
  void words.loadMore(1)
  await words.refuse(1, new Error('network'))
  expect(words.stateOf(1)).toEqual(ready('one'))

  void words.loadMore(1)
  await words.answerMore(2, 'two')

  expect(words.stateOf(1)).toEqual(ready('one two'))
})

test('a reload forgets what is not on screen', async () => {
  const words = await showing('one')
  words.show(2)
  await words.answer(1, 'two')
  words.invalidate()
  const reloaded = words.reload()

  await words.answer(2, 'two again')
  await reloaded

  expect(words.keys).toEqual([2])
})

test('a reload that is refused says so; one that got no answer is for others to repeat', async () => {
  const words = await showing('one')
  const refused = words.reload()
  await words.refuse(1, gone)
  await refused
  expect(words.stateOf(1)).toEqual({ kind: 'failed', reason: 'Your role does not allow this.' })

  const lost = words.reload()
  const failure = expect(lost).rejects.toThrow('network')
  await words.refuse(2, new Error('network'))
  await failure
})

test.each([
  ['what got no answer', new Error('network'), 2],
  ['a refusal', gone, 1],
])('%s is asked again after a while only if that may help', async (_, failure, times) => {
  const words = new Words(3000)
  words.show(1)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  words.asked[0]?.reject(failure)
  await vi.advanceTimersByTimeAsync(3000)

  expect(words.asked.length).toBe(times)
})

async function showing(word: string): Promise<Words> {
  const words = new Words()
  words.show(1)
  await words.answer(0, word)
  return words
}
