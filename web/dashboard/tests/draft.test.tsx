import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useDraft } from '../src/features/inbox/composer/useDraft'
import type { DraftKind } from '../src/live/composer-drafts'
import type { ReturnedReply } from '../src/live/thread'

const REFUSED: ReturnedReply = {
  tempId: 't1',
  text: 'I wanted to help too',
  reason: 'Alan has it.',
}

let page: HTMLElement
let root: Root
let write: (text: string) => void

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  localStorage.clear()
  page = document.createElement('div')
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

/** The composer as it stands: another kind is another box. */
function show(kind: DraftKind, returned: ReturnedReply | null): void {
  act(() =>
    root.render(<Box key={kind} kind={kind} returned={kind === 'note' ? null : returned} />),
  )
}

function Box({ kind, returned }: { kind: DraftKind; returned: ReturnedReply | null }) {
  const [text, setText] = useDraft({ conversationId: 1, kind, returned })
  write = setText
  return text
}

test('a refused reply comes back once, however often somebody looks at the notes', () => {
  show('reply', null)
  act(() => write('One more thing'))

  show('reply', REFUSED)
  expect(page.textContent).toBe('I wanted to help too\nOne more thing')
  show('note', REFUSED)
  expect(page.textContent).toBe('')
  show('reply', REFUSED)

  expect(page.textContent).toBe('I wanted to help too\nOne more thing')
})

test('another reply that is refused comes back, too, and what was deleted stays deleted', () => {
  show('reply', { ...REFUSED })
  act(() => write(''))
  show('note', null)
  show('reply', null)
  expect(page.textContent).toBe('')

  show('reply', { ...REFUSED, tempId: 't2', text: 'Again' })

  expect(page.textContent).toBe('Again')
})
