import { useEffect, useState } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import type { Words } from '../words/words.ts'
import { Icon, type IconName } from './Icon.tsx'

// A blink of the network is nobody's business.
const PATIENCE_MS = 1_200

type Trouble = 'offline' | 'connecting' | 'refused'

const ICONS: Record<Trouble, IconName> = {
  offline: 'offline',
  connecting: 'clock',
  refused: 'problem',
}

/** Says what is wrong with the connection, over the history so that nothing moves. */
export function ConnectionBar({ chat }: { chat: Chat }) {
  const trouble = troubleOf(chat)
  const isShown = useLasting(trouble)
  const { words } = chat.language.value
  return (
    <div role="status">
      {trouble && isShown && (
        <p class="bar" data-trouble={trouble}>
          <Icon name={ICONS[trouble]} />
          <span>{sentence(trouble, words)}</span>
        </p>
      )}
    </div>
  )
}

export function troubleOf(chat: Chat): Trouble | null {
  const { kind } = chat.visitor.value.connection
  if (chat.isRefused.value || kind === 'refused') return 'refused'
  if (chat.isOffline.value || kind === 'reconnecting') return 'offline'
  return kind === 'connecting' || kind === 'idle' ? 'connecting' : null
}

function sentence(trouble: Trouble, words: Words): string {
  return words[trouble]
}

function useLasting(trouble: Trouble | null): boolean {
  const [lasting, setLasting] = useState<Trouble | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(trouble), trouble === 'refused' ? 0 : PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [trouble])
  return trouble !== null && lasting !== null
}
