/**
 * What the page and the panel tell each other through `postMessage`. Both sides check origin and
 * source first and drop whatever does not fit these shapes.
 */

/** Who the visitor is, as the site says it. `identity` is a token the site signed. */
export interface Profile {
  identity?: string
  name?: string
  email?: string
  attributes?: Record<string, unknown>
}

export interface PageNow {
  url: string
  title: string
  referrer: string
}

export type ToPanel =
  | { frontdesk: 'shown'; value: boolean }
  | { frontdesk: 'page'; value: PageNow }
  | { frontdesk: 'identify'; value: Profile }
  | { frontdesk: 'locale'; value: string }
  | { frontdesk: 'shutdown'; value: null }

export type ToPage =
  /** The panel listens; until then nothing is posted to it. */
  | { frontdesk: 'ready'; value: null }
  | { frontdesk: 'close'; value: null }
  | { frontdesk: 'unread'; value: number }
  /** Whether a conversation lives, so that the next page connects without being asked. */
  | { frontdesk: 'live'; value: boolean }
  /** No text: other scripts of the page have no business reading the chat. */
  | { frontdesk: 'message'; value: { id: number; conversationId: number; fromCustomer: boolean } }
  /** Everything about the person is gone from this device. */
  | { frontdesk: 'forgotten'; value: null }
