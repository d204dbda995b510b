import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** A language's file brings neither styles nor further files: nothing to fetch before it. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null,
}

export default defineConfig({
  base: '/widget/',
  plugins: [plainImports],
  resolve: {
    alias: [
      {
        find: /^\.\/(transports\/)?(polling-(xhr|fetch)(\.node)?|webtransport)\.js$/,
        replacement: fileURLToPath(new URL('src/no-transport.ts', import.meta.url)),
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../frontdesk/static/widget',
    emptyOutDir: true,
    // Our pages forbid inline scripts and styles, so nothing may be inlined as data: either.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    name: 'widget',
    environment: 'jsdom',
    include: ['tests/**/*.test.{ts,tsx}'],
    passWithNoTests: true,
  },
})
