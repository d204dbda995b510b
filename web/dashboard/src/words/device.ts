import * as t from './words'
/** `Chrome on Windows`, from a user agent; a hint for people, never a decision. */
export function deviceOf(userAgent: string): string {
  const browser = firstMatch(userAgent, BROWSERS) ?? t.phrases.unknownBrowser
  const system = firstMatch(userAgent, SYSTEMS)
  return system ? t.phrases.on(browser, system) : browser
}

const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^(curl|python|httpx|node)/i, t.phrases.aProgram],
]

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

function firstMatch(text: string, names: readonly [RegExp, string][]): string | undefined {
  return names.find(([pattern]) => pattern.test(text))?.[1]
}
