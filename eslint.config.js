import tseslint from 'typescript-eslint'

// Biome formats and lints; here stand only the rules that keep the parts pure and single-doored.

const clock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Only app/services/clock.server.ts reads the time.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Only app/services/clock.server.ts reads the time.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Only app/services/clock.server.ts reads the time.' },
]
const sqlText = [
  { selector: "MemberExpression[object.name='sql'][property.name=/^(raw|lit)$/]", message: 'SQL text is never made from values.' },
]
const createActor = [
  {
    selector: "CallExpression[callee.name='createActor']",
    message: 'A live actor never fires restored timers: only engine/restore.ts makes one.',
  },
]
const actorStart = [
  { selector: "CallExpression[callee.property.name='start']", message: 'No actor is ever started: steps are pure transitions.' },
]
const machines = [
  {
    selector: "Property[key.name='after'] > ObjectExpression > Property > Literal.key",
    message: 'A period is named by its key in the policy.',
  },
  { selector: "Property[key.name='on'] > ObjectExpression > Property[key.value='*']", message: 'A wildcard swallows stale events.' },
]
const everywhere = [...clock, ...sqlText, ...createActor, ...actorStart]

const restrict = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] })
const impureGlobals = [
  'Date',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'crypto',
  'console',
  'Buffer',
]

export default [
  { ignores: ['build/**', 'node_modules/**', 'var/**', 'coverage/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...restrict(...everywhere), '@typescript-eslint/no-explicit-any': 'error' },
  },
  {
    files: ['{app,db,templates}/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      ...restrict(...everywhere, ...machines),
      'no-restricted-globals': ['error', ...impureGlobals.map((name) => ({ name, message: 'workflows/ is pure: pass it in.' }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'workflows/ is pure: pass it in.' }],
    },
  },
  { files: ['workflows/engine/restore.ts'], rules: restrict(...clock, ...sqlText, ...actorStart, ...machines) },
  { files: ['app/services/clock.server.ts'], rules: restrict(...sqlText, ...createActor, ...actorStart) },
  { files: ['test/setup/**/*.ts'], rules: restrict(...sqlText, ...createActor) },
]
