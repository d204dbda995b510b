import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { queryClient } from '../src/api/queries'
import { router } from '../src/routes/router'
import { TooltipProvider } from '../src/ui/Tooltip'
import * as t from '../src/words/words'
import { fakeFetch } from './fake-api'
import { leaksIn } from './pseudo'

vi.mock('../src/words/words', async (original) => {
  const { pseudoWords } = await import('./pseudo')
  return pseudoWords(await original<typeof import('../src/words/words')>())
})
vi.mock('../src/live/project-live', async (original) => {
  const { ProjectLive } = await original<typeof import('../src/live/project-live')>()
  const { quietLink } = await import('./fake-api')
  const clock = {
    now: () => Date.now(),
    after: (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  }
  return {
    ProjectLive: class extends ProjectLive {
      constructor(options: ConstructorParameters<typeof ProjectLive>[0]) {
        super({ ...options, seams: { link: quietLink(), clock, random: Math.random } })
      }
    },
  }
})

const IN = '/projects/1'
let root: Root
let page: HTMLElement

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', fakeFetch)
  likeABrowser()
  page = document.createElement('div')
  document.body.append(page)
  root = createRoot(page)
  history.replaceState(null, '', '/projects/1/queue')
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <RouterProvider router={router} />
        </TooltipProvider>
      </QueryClientProvider>,
    ),
  )
}, 30_000)
afterAll(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

/** A page, and a sentence that is on it once it is complete. */
test.each([
  [`${IN}/inbox`, t.inbox.chooseAConversation],
  [`${IN}/inbox/1`, t.thread.messages],
  [`${IN}/inbox/2`, t.composer.takeOver],
  [`${IN}/inbox/3`, t.shared.takeTheChat],
  [`${IN}/inbox/4`, t.conversation.reopenToReply],
  [`${IN}/queue`, t.queue.nextChat],
  [`${IN}/reports`, t.reports.stuckChats],
  [`${IN}/reports/agents`, t.reports.exportCsv],
  [`${IN}/workflows`, t.workflows.importAFile],
  [`${IN}/workflows/1`, t.workflows.tidyUp],
  [`${IN}/settings/project`, t.settings.personaPicture],
  [`${IN}/settings/widget`, t.widget.greeting],
  [`${IN}/settings/install`, t.shared.copySnippet],
  [`${IN}/settings/routing`, t.routing.businessHours],
  [`${IN}/settings/responder`, t.assistant.languageModels],
  [`${IN}/settings/canned`, t.settings.newCannedReply],
  [`${IN}/settings/tags`, t.settings.newTag],
  [`${IN}/settings/members`, t.settings.openInvitations],
  [`${IN}/settings/profile`, t.settings.name],
  [`${IN}/settings/security`, t.settings.changePassword],
  [`${IN}/settings/alerts`, t.settings.playASound],
  ['/sign-in', t.auth.password],
  ['/setup/link', t.auth.thisLinkNoLongerWorks],
  ['/nowhere', t.shell.pageNotFound],
])('%s says nothing that is not in the catalogue', async (path, sentence) => {
  await open(path)
  await vi.waitFor(() => expect(saidOn(document.body)).toContain(sentence))
  expect(leaksIn(document.body)).toEqual([])
})

/** A page, the button that opens something over it, and a sentence of that. */
test.each([
  [`${IN}/inbox/1`, t.list.filterConversations, t.list.whoseTurn],
  [`${IN}/inbox/1`, t.details.tag, t.details.addATag],
  [`${IN}/settings/members`, t.settings.inviteSomebody, t.settings.makeLink],
  [`${IN}/settings/tags`, t.settings.newTag, t.settings.colour],
  [`${IN}/settings/canned`, t.settings.newCannedReply, t.settings.shortcut],
  [`${IN}/settings/responder`, t.assistant.addAModel, t.assistant.provider],
  [`${IN}/workflows/1`, t.workflows.tryIt, t.dryRun.whoAnswers],
  [`${IN}/queue`, t.shell.commandPalette, t.shell.results],
])('%s, and what “%s” opens', async (path, button, sentence) => {
  await open(path)
  const isIt = (one: Element) =>
    one.getAttribute('aria-label') === button || one.textContent?.trim() === button
  await act(() =>
    vi.waitFor(() => {
      const found = [...document.querySelectorAll('button')].find(isIt)
      found?.click()
      expect(found).toBeDefined()
    }),
  )
  await act(() => vi.waitFor(() => expect(saidOn(document.body)).toContain(sentence)))
  expect(leaksIn(document.body)).toEqual([])
  await act(async () => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
    )
  })
})

test('a sentence outside the catalogue is found, as text and as a label', () => {
  const planted = document.createElement('div')
  planted.innerHTML = '<p>Take the chat</p><button aria-label="Close">⟦Óñé⟧ Two</button>'

  expect(leaksIn(planted)).toEqual(['Take the chat', '⟦Óñé⟧ Two', 'Close'])
})

async function open(path: string): Promise<void> {
  await act(() => router.navigate({ to: path }))
  await act(() => vi.waitFor(() => expect(queryClient.isFetching()).toBe(0)))
}

/** Everything on the page that is read or heard. */
function saidOn(root: Element): string {
  const labels = [...root.querySelectorAll('[aria-label]')].map((one) =>
    one.getAttribute('aria-label'),
  )
  return [root.textContent, ...labels].join(' ')
}

/** What jsdom lacks. */
function likeABrowser(): void {
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  vi.stubGlobal('IntersectionObserver', Observer)
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('min-width'),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  vi.stubGlobal('scrollTo', () => {})
  Element.prototype.scrollTo = () => {}
  Element.prototype.scrollIntoView = () => {}
  for (const size of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const)
    Object.defineProperty(HTMLElement.prototype, size, { configurable: true, value: 800 })
}
