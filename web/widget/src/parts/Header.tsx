import { type Chat, teamName } from '../chat.ts'
import { headerLine } from '../look/header-line.ts'
import { keepMuted } from '../sound.ts'
import { AiSwitch } from './Answering.tsx'
import { Face } from './Face.tsx'
import { Icon } from './Icon.tsx'

export function Header({ chat }: { chat: Chat }) {
  const { words } = chat.language.value
  const line = headerLine(chat.visitor.value, chat.settings.value, chat.language.value, Date.now())
  const team = teamName(chat)
  return (
    <header class="header">
      <Faces chat={chat} />
      <div class="who">
        {/* A name has a direction of its own, and is cut at its own end; its place is the panel's. */}
        <h1>
          <bdi>{team}</bdi>
        </h1>
        <p role="status">
          <bdi>{line}</bdi>
        </p>
      </div>
      <AiSwitch chat={chat} />
      {hasBegun(chat) && <SoundButton chat={chat} />}
      {chat.isFramed && (
        <button
          type="button"
          class="plain"
          aria-label={words.close}
          title={words.close}
          onClick={() => chat.tellPage({ frontdesk: 'close' })}
        >
          <Icon name="close" />
        </button>
      )}
    </header>
  )
}

/** Whom one meets here: who answers this visitor, else a few of the team. */
function Faces({ chat }: { chat: Chat }) {
  const { personaAvatarUrl, faces } = chat.settings.value
  const assignee = chat.visitor.value.conversation?.assignee
  const people = assignee ? [assignee] : chat.visitor.value.isClosed ? [] : faces
  // Beside all three buttons the name needs the room of a face.
  const most = chat.settings.value.hasResponder && hasBegun(chat) ? 2 : 3
  return (
    <span class="faces" title={people.map(({ name }) => name).join(', ')}>
      {(personaAvatarUrl || people.length === 0 || assignee) && (
        <Face name={teamName(chat)} pictureUrl={personaAvatarUrl} />
      )}
      {people.slice(0, most).map(({ name, avatarUrl }, place) => (
        <Face key={`${place}-${name}`} name={name} pictureUrl={avatarUrl} />
      ))}
    </span>
  )
}

/** Somebody wrote: from now on there is something to hear. */
function hasBegun({ visitor }: Chat): boolean {
  return visitor.value.bubbles.length > 0
}

function SoundButton({ chat }: { chat: Chat }) {
  const { words } = chat.language.value
  const isMuted = chat.isMuted.value
  const label = isMuted ? words.soundOn : words.soundOff
  const toggle = () => {
    chat.isMuted.value = !isMuted
    keepMuted(!isMuted)
  }
  return (
    <button type="button" class="plain" aria-label={label} title={label} onClick={toggle}>
      <Icon name={isMuted ? 'muted' : 'sound'} />
    </button>
  )
}
