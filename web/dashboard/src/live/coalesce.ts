const LOOKING_MS = 400
const HIDDEN_MS = 5000

/** Do it once for everything that happens within a moment; nobody is in a hurry behind a hidden tab. */
export function coalesce(work: () => void): () => void {
  let isComing = false
  return () => {
    if (isComing) return
    isComing = true
    const come = () => {
      isComing = false
      work()
    }
    setTimeout(come, document.hidden ? HIDDEN_MS : LOOKING_MS)
  }
}
