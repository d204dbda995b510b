import { defineConfig } from 'vite'

export default defineConfig({
  base: '/demo/',
  build: { outDir: '../../frontdesk/static/demo', emptyOutDir: true, assetsInlineLimit: 0 },
})
