import { css, textOn } from './styles.ts'

const BUBBLE = 'M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2-5.6a8.4 8.4 0 1 1 16-3.9z'
const CHEVRON = 'M6 9l6 6 6-6'

export interface Look {
  accentColor?: string
  side?: string
  theme?: string
  launcherLabel?: string
  locale?: string
}

export interface View {
  root: HTMLElement
  button: HTMLButtonElement
  showState(isOpen: boolean, unread: number): void
  dress(look: Look): void
  /** Put the panel on the page; it stays invisible until opened. */
  mount(address: string): HTMLIFrameElement
}

const add = <T extends Element>(parent: ParentNode, child: T): T => {
  parent.append(child)
  return child
}

const SVG = 'http://www.w3.org/2000/svg'

export function createView(chatWord: () => string): View {
  const root = add(document.body, document.createElement('frontdesk-widget'))
  const shadow = root.attachShadow({ mode: 'open' })
  const button = add(shadow, document.createElement('button'))
  // A strict CSP forbids <style> and style="", not sheets and attributes made by script.
  const path = add(
    add(button, document.createElementNS(SVG, 'svg')),
    document.createElementNS(SVG, 'path'),
  )
  const label = add(button, document.createElement('i'))
  const badge = add(button, document.createElement('b'))
  let frame: HTMLIFrameElement | undefined

  const view: View = {
    root,
    button,
    showState(isOpen, unread) {
      const count = isOpen || !unread ? '' : unread > 9 ? '9+' : `${unread}`
      path.setAttribute('d', isOpen ? CHEVRON : BUBBLE)
      badge.textContent = count
      button.ariaExpanded = `${isOpen}`
      button.ariaLabel = [label.textContent || chatWord(), count && `(${count})`].join(' ').trim()
      if (frame) {
        frame.inert = !isOpen
        frame.title = chatWord()
      }
    },
    dress(look) {
      const accent = look.accentColor ?? '#0f766e'
      const sheet = new CSSStyleSheet()
      const scheme = look.theme === 'light' || look.theme === 'dark' ? look.theme : 'light dark'
      sheet.replaceSync(css(accent, textOn(accent), look.side === 'left' ? 'left' : 'right', scheme))
      shadow.adoptedStyleSheets = [sheet]
      label.textContent = look.launcherLabel ?? ''
    },
    mount(address) {
      frame = document.createElement('iframe')
      frame.src = address
      frame.allow = 'autoplay'
      frame.inert = true
      return add(shadow, frame)
    },
  }
  return view
}
