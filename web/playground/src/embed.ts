import './site.css'

/**
 * What a site puts on its pages, as the demo has to do it: this page stands at 127.0.0.1 for
 * somebody else's site, and the chat comes from localhost, a different origin on purpose.
 */
const isOnLoopback = location.hostname === '127.0.0.1'
const server = isOnLoopback ? `${location.protocol}//localhost:${location.port}` : location.origin

const script = document.createElement('script')
script.async = true
script.src = `${server}/widget.js`
script.dataset['projectId'] = '1'
const language = document.documentElement.lang
if (language !== 'en') script.dataset['locale'] = language
document.head.append(script)

for (const button of document.querySelectorAll('[data-open-chat]')) {
  button.addEventListener('click', () => {
    const { frontdesk } = window as { frontdesk?: (verb: string) => void }
    frontdesk?.('open')
  })
}
