/**
 * Stands in, in the panel's build, for what our socket library brings along and we never use:
 * long polling and WebTransport. `socket-link.ts` asks for websockets only.
 */
export class XHR {}
export class Fetch {}
export class WT {}
