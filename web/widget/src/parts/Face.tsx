import { useState } from 'preact/hooks'

/** A picture, or the first letters of the name where there is none. */
export function Face({ name, pictureUrl }: { name: string; pictureUrl: string | null }) {
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null)
  if (pictureUrl && pictureUrl !== brokenUrl) {
    const onError = () => setBrokenUrl(pictureUrl)
    return (
      <img class="face" src={pictureUrl} alt="" referrerPolicy="no-referrer" onError={onError} />
    )
  }
  return (
    <span class="face" aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}
