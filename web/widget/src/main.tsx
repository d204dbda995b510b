import '@frontdesk/tokens/tokens.css'
import { render } from 'preact'

const root = document.getElementById('app')
if (root) render(<main>Frontdesk</main>, root)
