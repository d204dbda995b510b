import type { Chat } from '../chat.ts'
import { Composer } from './Composer.tsx'
import { ConnectionBar } from './ConnectionBar.tsx'
import { Header } from './Header.tsx'
import { History } from './History.tsx'

export function Panel({ chat }: { chat: Chat }) {
  return (
    <main
      class="panel"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) chat.tellPage({ frontdesk: 'close' })
      }}
    >
      <Header chat={chat} />
      <div class="body">
        <ConnectionBar chat={chat} />
        <History chat={chat} />
      </div>
      <Composer chat={chat} />
    </main>
  )
}
