/**
 * What the page and the panel tell each other through `postMessage`. Both sides check origin and
 * source first and drop whatever does not fit these shapes.
 */

/** Who the visitor is, as the site says it. */
export interface Profile {
  name?: string
  email?: string
  attributes?: Record<string, unknown>
}

/** The page mirrors its whole state to the panel, as JSON, whenever something in it changed. */
export interface PageState {
  url: string
  title: string
  referrer: string
  /** 'auto' lets the browser decide. */
  locale: string
  isOpen: boolean
  profile: Profile
  /** What the page paints behind its words, and the schemes it knows: body's, root's, scheme. */
  backdrop: string[]
  /** A token the site signed for its own user. */
  identity?: string
}

export type PanelEvent =
  /** The panel listens; until then nothing is posted to it. */
  | { frontdesk: 'ready' }
  | { frontdesk: 'open' }
  | { frontdesk: 'close' }
  /** Show the closed panel as a small card: a newcomer's first words. */
  | { frontdesk: 'peek'; value: boolean }
  | { frontdesk: 'unread'; value: number }
  /** Whether a conversation lives, so that the next page connects without being asked. */
  | { frontdesk: 'live'; value: boolean }
  /** No text: other scripts of the page have no business reading the chat. */
  | { frontdesk: 'message'; value: { id: number; conversationId: number; fromCustomer: boolean } }
  /** Everything about the person is gone from this device. */
  | { frontdesk: 'forgotten' }
