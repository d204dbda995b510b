import type { Conversation, FeedEvent, NewMessage } from '@frontdesk/protocol'
import { projectsQuery, queryClient } from '../api/queries'
import { mayActAs } from '../api/session'
import { showError, showToast } from '../ui/toasts'
import { visitorName } from '../words/visitor'
import * as t from '../words/words'
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
  const { conversation } = message
  const name = visitorName(conversation.visitor)
  ring(String(message.id), {
    title: reason === 'waiting' ? t.live.isWaiting(name) : name,
    body: conversation.lastMessageSnippet ?? '',
    path: pathTo(conversation.projectId, conversation.id),
  })
}

/** A chat became ours without our asking: somebody handed it over, or the queue pushed it. */
export function announceGiven(
  projectId: number,
  conversationId: number,
  conversation: Conversation | undefined,
): void {
  const name = conversation ? visitorName(conversation.visitor) : t.live.aVisitor
  const path = pathTo(projectId, conversationId)
  showToast(t.live.isWithYouSentence(name), { words: t.live.open, run: () => open(path) })
  ring(`given-${conversationId}-${conversation?.version ?? ''}`, {
    title: t.live.isWithYouTitle(name),
    body: conversation?.lastMessageSnippet ?? '',
    path,
  })
}

/** Something needs a manager's eye; agents hear the event too and have nothing to do. */
export function alertManagers(
  projectId: number,
  { payload, feedSeq }: Extract<FeedEvent, { event: 'managersAlerted' }>,
): void {
  const projects = queryClient.getQueryData(projectsQuery.queryKey)
  const role = projects?.find(({ id }) => id === projectId)?.role
  if (!mayActAs(role, 'manager')) return
  const path = pathTo(projectId, payload.conversationId)
  showError(payload.message, { words: t.live.open, run: () => open(path) })
  ring(`alert-${feedSeq}`, { title: t.live.aChatNeedsAManager, body: payload.message, path })
}

type Ring = { title: string; body: string; path: string }

function ring(id: string, what: Ring): void {
  void onlyOneTab(id, () => {
    const { sound, notifications } = readAlerts()
    if (sound) playChime()
    if (notifications === 'granted' && document.hidden) notify(what)
  })
}

function notify({ title, body, path }: Ring): void {
  const notification = new Notification(title, { body, tag: path })
  notification.onclick = () => {
    window.focus()
    open(path)
    notification.close()
  }
}

function open(path: string): void {
  location.assign(path)
}

function pathTo(projectId: number, conversationId: number): string {
  return `/projects/${projectId}/inbox/${conversationId}`
}

async function onlyOneTab(id: string, make: () => void): Promise<void> {
  if (!navigator.locks) {
    make()
    return
  }
  await navigator.locks.request(RANG_KEY, () => {
    if (localStorage.getItem(RANG_KEY) === id) return
    localStorage.setItem(RANG_KEY, id)
    make()
  })
}
