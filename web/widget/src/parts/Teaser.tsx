import type { Message } from '@frontdesk/protocol'
import { type Chat, teamName } from '../chat.ts'
import { AiTag } from './Answering.tsx'
import { Face } from './Face.tsx'
import { Icon } from './Icon.tsx'

/** An answer that came while the panel is closed: who gave it and how it begins. */
export function Teaser({ chat, message }: { chat: Chat; message: Message }) {
  const { words } = chat.language.value
  const { sender, content } = message
  const name = sender.name || teamName(chat)
  return (
    <div class="teaser">
      <button type="button" class="peek" onClick={() => chat.tellPage({ frontdesk: 'open' })}>
        <Face name={name} pictureUrl={sender.avatarUrl ?? null} />
        <span class="words">
          <span class="author">
            <bdi>{name}</bdi>
            {sender.type === 'ai' && <AiTag words={words} />}
          </span>
          <span class="said" dir="auto">
            {content}
          </span>
        </span>
      </button>
      <button
        type="button"
        class="plain"
        aria-label={words.dismiss}
        title={words.dismiss}
        onClick={chat.dismissTeaser}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
