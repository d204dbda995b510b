/** A soft two-note chime. No file: nothing to load, nothing to allow. */
export function chime(): void {
  // Before a click browsers allow no sound, and complain on the site's console.
  if (!navigator.userActivation?.hasBeenActive) return
  try {
    const audio = new AudioContext()
    const volume = audio.createGain()
    volume.gain.setValueAtTime(0.0001, audio.currentTime)
    volume.gain.exponentialRampToValueAtTime(0.08, audio.currentTime + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.5)
    volume.connect(audio.destination)
    playNote(audio, volume, { hertz: 660, after: 0 })
    playNote(audio, volume, { hertz: 880, after: 0.12 }).onended = () => void audio.close()
  } catch {
    // No sound device: the badge says it too.
  }
}

function playNote(audio: AudioContext, into: AudioNode, note: { hertz: number; after: number }) {
  const tone = audio.createOscillator()
  tone.frequency.value = note.hertz
  tone.connect(into)
  tone.start(audio.currentTime + note.after)
  tone.stop(audio.currentTime + note.after + 0.35)
  return tone
}

const SOUND = 'frontdesk-sound'

/** A page makes no sound before somebody asked for it. */
export function readMuted(): boolean {
  try {
    return localStorage.getItem(SOUND) !== '1'
  } catch {
    return true
  }
}

export function keepMuted(isMuted: boolean): void {
  try {
    if (isMuted) localStorage.removeItem(SOUND)
    else localStorage.setItem(SOUND, '1')
  } catch {
    // Storage is blocked: the choice holds until the page is left.
  }
}
