import type { Feed } from '@frontdesk/client'
import { vi } from 'vitest'

/** Requests to the server wait until the test answers them, in any order. */
export function holdRequests() {
  const answers: ((body: unknown) => void)[] = []
  vi.stubGlobal('fetch', () => {
    return new Promise<Response>((resolve) => {
      answers.push((body) => resolve(Response.json(body)))
    })
  })
  return {
    answers,
    answer: async (place: number, body: unknown) => {
      answers[place]?.(body)
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

/** A feed on which nothing happens while a page travels. */
export const quietFeed = {
  snapshot: (ask: () => Promise<unknown>) => ask(),
} as unknown as Feed
