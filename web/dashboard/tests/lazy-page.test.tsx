import { act } from 'react'
import { expect, test, vi } from 'vitest'
import { lazyPage } from '../src/routes/lazy-page'
import { onAPage, page, show } from './on-a-page'

onAPage()

const Queue = () => <p>The queue</p>

test('a page that cannot be fetched says so in its place, and opens once it can', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch'))
  load.mockResolvedValue({ Queue })
  const Page = lazyPage(load, 'Queue')

  await show(<Page />)
  expect(page.textContent).toContain('You are offline.')

  await act(async () => {
    dispatchEvent(new Event('online'))
  })
  expect(page.textContent).toBe('The queue')
})

test('a page that went with an earlier version asks for a reload, and reloads nothing by itself', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
  const Page = lazyPage(() => Promise.reject(new TypeError('404')), 'Queue')

  await show(<Page />)

  expect(page.textContent).toContain('Frontdesk may have been updated')
  expect([...page.querySelectorAll('button')].map((one) => one.textContent)).toEqual([
    'Try again',
    'Reload',
  ])
})
