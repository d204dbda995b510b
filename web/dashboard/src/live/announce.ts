import type { Conversation, NewMessage } from '@frontdesk/protocol'
import { visitorName } from '../words/visitor'
import { playChime, readAlerts } from './alerts'

const RANG_KEY = 'frontdesk.rang'

/** Why a visitor's message deserves a sound, if it does. */
export function reasonToRing(
  message: NewMessage,
  before: Conversation | undefined,
  { myId, isLooking }: { myId: number; isLooking: boolean },
): 'waiting' | 'mine' | null {
  const { conversation } = message
  if (conversation.status === 'spam') return null
  const waits = conversation.chatState === 'waiting_assignment'
  if (waits && before?.chatState !== 'waiting_assignment') return 'waiting'
  if (conversation.assigneeId === myId && !isLooking) return 'mine'
  return null
}

/** Make a new waiting chat noticed: once, however many tabs are open. */
export function announce(
  message: NewMessage,
  before: Conversation | undefined,
  myId: number,
): void {
  const reason = reasonToRing(message, before, { myId, isLooking: !document.hidden })
  if (reason === null) return
  void onlyOneTab(String(message.id), () => {
    const { sound, notifications } = readAlerts()
    if (sound) playChime()
    if (notifications === 'granted' && document.hidden) notify(message, reason)
  })
}

function notify(message: NewMessage, reason: 'waiting' | 'mine'): void {
  const name = visitorName(message.conversation.visitor)
  const notification = new Notification(reason === 'waiting' ? `${name} is waiting` : name, {
    body: message.conversation.lastMessageSnippet ?? '',
    tag: `conversation-${message.conversationId}`,
  })
  notification.onclick = () => {
    window.focus()
    location.assign(`/projects/${message.conversation.projectId}/inbox/${message.conversationId}`)
    notification.close()
  }
}

async function onlyOneTab(id: string, ring: () => void): Promise<void> {
  if (!navigator.locks) {
    ring()
    return
  }
  await navigator.locks.request(RANG_KEY, () => {
    if (localStorage.getItem(RANG_KEY) === id) return
    localStorage.setItem(RANG_KEY, id)
    ring()
  })
}
