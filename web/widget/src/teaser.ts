import type { VisitorState } from '@frontdesk/client'
import type { Message } from '@frontdesk/protocol'
import { computed, type Signal, signal } from '@preact/signals'

export interface TeaserParts {
  projectId: number
  visitor: Signal<VisitorState>
  isOpen: Signal<boolean>
}

/** What a closed panel shows of an answer; one that was dismissed stays away on the next page. */
export function openTeaser({ projectId, visitor, isOpen }: TeaserParts) {
  const key = `frontdesk-${projectId}-dismissed`
  const dismissedId = signal(readId(key))
  const newest = computed(() => (isOpen.value ? null : newestUnread(visitor.value)))
  return {
    teaser: computed(() =>
      newest.value && newest.value.id > dismissedId.value ? newest.value : null,
    ),
    dismiss() {
      dismissedId.value = newest.value?.id ?? dismissedId.value
      try {
        sessionStorage.setItem(key, `${dismissedId.value}`)
      } catch {
        // Storage is blocked: it comes back on the next page.
      }
    },
  }
}

function newestUnread({ bubbles, unreadCount, isReady }: VisitorState): Message | null {
  if (!isReady || unreadCount === 0) return null
  const answers = bubbles.flatMap(({ message }) => (message && isAnswer(message) ? [message] : []))
  return answers.at(-1) ?? null
}

function isAnswer({ fromCustomer, deletedAt, contentType, sender }: Message): boolean {
  return !fromCustomer && !deletedAt && contentType !== 'event' && sender.type !== 'system'
}

function readId(key: string): number {
  try {
    return Number(sessionStorage.getItem(key)) || 0
  } catch {
    return 0
  }
}
