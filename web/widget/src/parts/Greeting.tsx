import { type Chat, teamName } from '../chat.ts'
import { troubleOf } from './ConnectionBar.tsx'
import { Face } from './Face.tsx'

/** The team's first words, and what people often ask, until something was asked. */
export function Greeting({ chat }: { chat: Chat }) {
  const { personaAvatarUrl, widget } = chat.settings.value
  const name = teamName(chat)
  const { bubbles, isReady, isClosed } = chat.visitor.value
  if (isClosed) return null
  // Before we know the history it may turn out to be long, with the greeting far above.
  if (!isReady && troubleOf(chat) === 'connecting') return null
  if (!widget.greeting && widget.suggestions.length === 0) return null
  if (isReady && bubbles.length === 0) return <Welcome chat={chat} />
  return (
    <div class="greeting">
      {widget.greeting && (
        <div class="row" data-mine={false} data-first data-last>
          <p class="author">
            <Face name={name} pictureUrl={personaAvatarUrl} />
            <bdi>{name}</bdi>
          </p>
          <div class="line">
            <p class="bubble" dir="auto">
              {widget.greeting}
            </p>
          </div>
        </div>
      )}
    </div>
  )
}

/** The first screen: who is here, their greeting, and what people often ask. */
function Welcome({ chat }: { chat: Chat }) {
  const { personaAvatarUrl, widget, faces } = chat.settings.value
  const { words } = chat.language.value
  const people = faces.length > 0 ? faces : [{ name: teamName(chat), avatarUrl: personaAvatarUrl }]
  return (
    <div class="welcome">
      <span class="crowd" aria-hidden="true">
        {people.slice(0, 3).map(({ name, avatarUrl }, place) => (
          <Face key={`${place}-${name}`} name={name} pictureUrl={avatarUrl} />
        ))}
      </span>
      {widget.greeting && (
        <p class="hello" dir="auto">
          {widget.greeting}
        </p>
      )}
      {widget.suggestions.length > 0 && (
        <ul class="suggestions" aria-label={words.suggestions}>
          {widget.suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button type="button" dir="auto" onClick={() => ask(chat, suggestion)}>
                {suggestion}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ask(chat: Chat, suggestion: string): void {
  chat.session.send(suggestion)
  chat.focusAsked.value += 1
}
