const layer = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('workflows-is-a-leaf', { path: '^workflows/' }, { path: '^(app|db|templates|test)/' }),
    layer('workflows-no-io', { path: '^workflows/' }, { dependencyTypes: ['core'] }),
    layer('workflows-packages', { path: '^workflows/' }, { dependencyTypes: ['npm', 'npm-dev'], pathNot: 'node_modules/(xstate|zod)/' }),
    layer('templates-know-the-domain-only', { path: '^templates/' }, { path: '^(app|db|test)/|^workflows/(?!(domain|calendar)/)' }),
    layer('db-not-to-app', { path: '^db/' }, { path: '^(app|templates|test)/' }),
    layer('services-not-to-pages', { path: '^app/services/' }, { path: '^app/(routes|components)/' }),
    layer('ui-not-to-db', { path: '^app/(routes|forms|components|view)/' }, { path: '^(db|workflows/machines)/' }),
    layer(
      'only-routes-to-services',
      { path: '^app/(forms|components|view|http)/' },
      { path: '^app/services/', dependencyTypesNot: ['type-only'] },
    ),
    layer(
      'islands-small',
      { path: '^app/islands/' },
      { pathNot: '^(app/islands/|workflows/(calendar|domain)/)' },
      'Enhancement scripts reach the browser: only pure parts of the domain go with them.',
    ),
    layer(
      'islands-without-zod',
      { path: '^app/islands/' },
      { path: 'node_modules/zod/', reachable: true },
      'zod is 25 KB and more: forms get their constraints from loaders.',
    ),
    layer('domain-not-to-remix', { path: '^(workflows|db|templates)/' }, { path: 'node_modules/(@remix-run|react|express)' }),
    layer('no-circular', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }, 'Types alone may point both ways.'),
    layer('not-to-test', { pathNot: '^test/' }, { path: '^test/' }),
    layer('not-to-unresolvable', {}, { couldNotResolve: true, pathNot: '\\?url$' }),
    layer('no-undeclared-packages', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.m?ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
