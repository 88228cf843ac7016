import { afterAll } from 'vitest'
import { endFile } from './end-of-file'

// Vitest set-up of every test file: test files of one worker share the modules, so no helper may register hooks by itself.
afterAll(endFile)
