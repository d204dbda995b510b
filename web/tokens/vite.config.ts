import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { name: 'tokens', environment: 'node', isolate: false, include: ['tests/**/*.test.ts'] },
})
