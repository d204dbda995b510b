import '@frontdesk/tokens/tokens.css'
import { createRoot } from 'react-dom/client'

const root = document.getElementById('app')
if (root) createRoot(root).render(<main>Frontdesk</main>)
