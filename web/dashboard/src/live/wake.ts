/** The network is back, or somebody looks at the tab again. */
export function onWake(wake: () => void): () => void {
  const onVisible = () => {
    if (!document.hidden) wake()
  }
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
