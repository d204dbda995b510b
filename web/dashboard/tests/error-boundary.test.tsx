import { act, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ErrorBoundary } from '../src/ui/ErrorBoundary'
import { onAPage, page, show } from './on-a-page'

onAPage()

let isBroken = true
let open: (id: number) => void

beforeEach(() => {
  isBroken = true
  // React tells the console of every error, also of one that is dealt with.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

function Thread({ id }: { id: number }) {
  if (isBroken && id === 1) throw new Error('planted')
  return <p>Thread {id}</p>
}

function Inbox() {
  const [id, setId] = useState(1)
  open = setId
  return (
    <>
      <p>List</p>
      <ErrorBoundary title="The thread could not be shown" resetKey={id}>
        <Thread id={id} />
      </ErrorBoundary>
    </>
  )
}

test('a part that fails takes nothing else with it, and can be tried again', async () => {
  await show(<Inbox />)
  expect(page.textContent).toContain('List')
  expect(page.querySelector('[role="alert"]')?.textContent).toContain(
    'The thread could not be shown',
  )

  isBroken = false
  act(() => page.querySelector('button')?.click())

  expect(page.querySelector('[role="alert"]')).toBeNull()
  expect(page.textContent).toContain('Thread 1')
})

test('another conversation gets another chance', async () => {
  await show(<Inbox />)

  act(() => open(2))

  expect(page.textContent).toContain('Thread 2')
})
