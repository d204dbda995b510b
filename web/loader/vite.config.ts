import { defineConfig } from 'vitest/config'

export default defineConfig({
  build: {
    outDir: '../../frontdesk/static/loader',
    emptyOutDir: true,
    // One classic script: sites include it with a plain <script async>.
    lib: {
      entry: 'src/main.ts',
      formats: ['iife'],
      name: 'frontdeskLoader',
      fileName: () => 'widget.js',
    },
  },
  test: {
    name: 'loader',
    environment: 'jsdom',
    include: ['tests/**/*.test.ts'],
    passWithNoTests: true,
  },
})
