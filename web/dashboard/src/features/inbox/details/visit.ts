import { deviceOf } from '../../../words/device'
import * as t from '../../../words/words'

export type Page = { url: string; title: string | null; at: string | null }
export type Visit = {
  pages: Page[]
  referrer: string | null
  landingPage: string | null
  device: string | null
  locale: string | null
}

/** Read what a visitor's device said about the visit: it may say anything, so nothing is taken for granted. */
export function visitOf(metadata: Record<string, unknown>): Visit {
  const pages = Array.isArray(metadata['pages']) ? metadata['pages'].flatMap(pageOf) : []
  return {
    pages: pages.reverse(),
    referrer: textIn(metadata, 'referrer'),
    landingPage: textIn(metadata, 'landingPage'),
    device: deviceIn(metadata),
    locale: textIn(metadata, 'locale'),
  }
}

function pageOf(entry: unknown): Page[] {
  if (typeof entry !== 'object' || entry === null) return []
  const page = entry as Record<string, unknown>
  const url = textIn(page, 'url')
  return url ? [{ url, title: textIn(page, 'title'), at: textIn(page, 'at') }] : []
}

function deviceIn(metadata: Record<string, unknown>): string | null {
  const browser = textIn(metadata, 'browser')
  const os = textIn(metadata, 'os')
  if (browser?.includes('/')) return deviceOf(browser)
  return browser && os ? t.details.on(browser, os) : (browser ?? os)
}

function textIn(record: Record<string, unknown>, name: string): string | null {
  const value = record[name]
  return typeof value === 'string' && value !== '' ? value : null
}
