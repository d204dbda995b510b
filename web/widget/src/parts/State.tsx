import type { Bubble } from '@frontdesk/client'
import { useRef } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import type { Words } from '../words/words.ts'
import { Icon, type IconName } from './Icon.tsx'

const ICONS: Record<Bubble['state'], IconName> = {
  sending: 'clock',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'problem',
}

/** How far an own message got: a sign, and the word for those who can't see it. */
export function State({ state, words }: { state: Bubble['state']; words: Words }) {
  return (
    <span class="state" data-state={state} title={words[state]}>
      <Icon name={ICONS[state]} />
      <span class="hidden">{words[state]}</span>
    </span>
  )
}

/** Below the newest message, while it is one's own: that it was read, and when, if we saw that. */
export function Seen({ chat, state }: { chat: Chat; state: Bubble['state'] }) {
  const wasUnread = useRef(false)
  const at = useRef<Date | null>(null)
  if (state !== 'read') wasUnread.current = true
  else if (wasUnread.current) at.current ??= new Date()
  const { code, words } = chat.language.value
  const time = at.current?.toLocaleTimeString(code, { hour: 'numeric', minute: '2-digit' })
  return (
    <p class="seen" aria-hidden="true">
      {state === 'read' && (time ? words.readAt(time) : words.read)}
    </p>
  )
}
