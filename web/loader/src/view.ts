import { css } from './styles.ts'

const BUBBLE = 'M21 12a8 8 0 0 1-12 7l-6 2 2-6a8 8 0 1 1 16-3z'
const CHEVRON = 'M6 9l6 6 6-6'

export interface Look {
  accentColor: string
  side: string
  launcherLabel: string
  locale: string
}

const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
const badge = document.createElement('b')

const words = new Text()
let label = ''

export const root = document.createElement('frontdesk-widget')
export const button = document.createElement('button')
export const frame = document.createElement('iframe')
const shadow = root.attachShadow({ mode: 'open' })

// A strict CSP forbids <style> and style="", not sheets and elements made by script.
export function place({
  accentColor = '#0f766e',
  side = 'right',
  launcherLabel = '',
}: Partial<Look>) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css(accentColor, side === 'left' ? 'start' : 'end'))
  shadow.adoptedStyleSheets = [sheet]
  icon.append(path)
  label = launcherLabel
  button.append(icon, words, badge)
  shadow.append(button)
  frame.title = launcherLabel || 'Chat'
  frame.allow = 'autoplay'
  document.body.append(root)
}

/** Put the panel on the page; it stays invisible until opened. */
export function mount(address: string) {
  if (frame.isConnected) return
  frame.src = address
  shadow.append(frame)
}

/** `isPeeking`: closed, and yet there is something to read in a small frame. */
export function draw(isOpen: boolean, unread: number, isPeeking: boolean) {
  const count = isOpen || !unread ? '' : unread > 9 ? '9+' : unread
  path.setAttribute('d', isOpen ? CHEVRON : BUBBLE)
  // Without a label the space is the end of a line, and takes no place.
  words.data = isOpen ? '' : ` ${label}`
  badge.textContent = count as string
  button.ariaExpanded = `${isOpen}`
  button.ariaLabel = `${frame.title} ${count}`
  frame.inert = !isOpen && !isPeeking
  frame.className = isPeeking && !isOpen ? 'p' : ''
}
