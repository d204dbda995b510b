import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Each package's own vite.config.ts says how its tests run (environment, JSX).
    projects: ['tokens', 'client', 'loader', 'widget', 'dashboard'],
    passWithNoTests: true,
  },
})
