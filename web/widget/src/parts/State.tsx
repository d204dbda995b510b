import type { Bubble } from '@frontdesk/client'
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
