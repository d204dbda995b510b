import { defineConfig } from 'vite'

const pages = ['index', 'pricing', 'guide', 'ar']

export default defineConfig({
  base: '/demo/',
  build: {
    outDir: '../../frontdesk/static/demo',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages.map((page) => `${page}.html`) },
  },
})
