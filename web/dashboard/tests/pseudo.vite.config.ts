import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig, type Plugin } from 'vite'
import dashboard from '../vite.config.ts'

const PSEUDO = fileURLToPath(new URL('./pseudo.ts', import.meta.url))

/** The dashboard in the language of `pseudo.ts`, for a real browser: tests look for text that is cut off. */
export default mergeConfig(dashboard, defineConfig({ plugins: [inPseudo()] }))

function inPseudo(): Plugin {
  return {
    name: 'pseudo-locale',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/src/words/words.ts')) return null
      const spoken = code.replaceAll(
        /^export \{ (\w+) \} from '(.+)'$/gm,
        "import { $1 as plain_$1 } from '$2'\nexport const $1 = pseudoWords(plain_$1)",
      )
      return `import { pseudoWords } from '${PSEUDO}'\n${spoken}`
    },
  }
}
