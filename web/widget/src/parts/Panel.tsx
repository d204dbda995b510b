import type { Chat } from '../chat.ts'
import { Composer } from './Composer.tsx'
import { ConnectionBar } from './ConnectionBar.tsx'
import { Header } from './Header.tsx'
import { History } from './History.tsx'
import { Teaser } from './Teaser.tsx'

export function Panel({ chat }: { chat: Chat }) {
  const teaser = chat.teaser.value
  return (
    <>
      {teaser && <Teaser chat={chat} message={teaser} />}
      <Opened chat={chat} isBehind={teaser !== null} />
    </>
  )
}

function Opened({ chat, isBehind }: { chat: Chat; isBehind: boolean }) {
  return (
    <main
      class="panel"
      inert={isBehind}
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
