import { type Chat, teamName } from '../chat.ts'
import { Face } from './Face.tsx'

/** Where the answer will stand: who writes it. Its room is always kept, so that nothing moves. */
export function Typing({ chat }: { chat: Chat }) {
  const { typingAgent, conversation } = chat.visitor.value
  const { faces, personaAvatarUrl } = chat.settings.value
  if (!typingAgent || chat.isOffline.value) return null
  const people = conversation?.assignee ? [conversation.assignee, ...faces] : faces
  const known = people.find(({ name }) => name === typingAgent)
  const isTeam = typingAgent === teamName(chat)
  return (
    <div class="typing" aria-hidden="true">
      <Face
        name={typingAgent}
        pictureUrl={known?.avatarUrl ?? (isTeam ? personaAvatarUrl : null)}
      />
      <span class="dots">
        <i />
        <i />
        <i />
      </span>
    </div>
  )
}
