// Dependencies point one way: fuzz → scenarios → runner → language → sim → core, conformance → core,
// packetdrill → core, and bench → runner.

const TEST = '\\.test\\.ts$';
const ENTRY_POINTS = [
  '^packages/(core|sim|language|runner|scenarios)/src/index\\.ts$',
  '^packages/core/src/(wire|testing)/index\\.ts$',
  '^packages/language/src/(run|testing)/index\\.ts$',
  '^packages/(sim|language|runner)/src/internal/index\\.ts$',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'What depends on itself can be understood only as a whole. Types may name each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-imports-nothing',
      comment: 'The stack runs in a browser and is usable alone.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: [TEST, '^packages/core/src/testing/'] },
      to: { pathNot: '^packages/core/src/' },
    },
    {
      name: 'core-testing-imports-fast-check-only',
      severity: 'error',
      from: { path: '^packages/core/src/testing/', pathNot: TEST },
      to: { pathNot: ['^packages/core/src/', '/node_modules/fast-check/'] },
    },
    {
      name: 'sim-below-language',
      severity: 'error',
      from: { path: '^packages/sim/' },
      to: { path: '^packages/(language|runner|scenarios|conformance)/' },
    },
    {
      name: 'core-below-all',
      comment: 'Also in tests: what a test of the stack needs is in its testing folder.',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: '^packages/(?!core/)' },
    },
    {
      name: 'no-node-below-scenarios',
      comment: 'Files, processes and terminals are known to packages/scenarios alone.',
      severity: 'error',
      from: { path: '^packages/(sim|language|runner)/src/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'conformance-on-core-alone',
      severity: 'error',
      from: { path: '^packages/conformance/' },
      to: { path: '^packages/(sim|language|runner|scenarios|packetdrill)/' },
    },
    {
      name: 'packetdrill-on-core-alone',
      severity: 'error',
      from: { path: '^packages/packetdrill/' },
      to: { path: '^packages/(sim|language|runner|scenarios|conformance)/' },
    },
    {
      name: 'language-without-run',
      comment:
        'What makes features run goes to the runner by language/run: the language carries none of it.',
      severity: 'error',
      from: {
        path: '^packages/language/src/',
        pathNot: [TEST, '^packages/language/src/run/', '/(run|runApp|runEvent|runOutputs)\\.ts$'],
      },
      to: {
        path: '^packages/language/src/(run/|features/.*/(run|runApp|runEvent|runOutputs)\\.ts$)',
      },
    },
    {
      name: 'language-below-runner',
      severity: 'error',
      from: { path: '^packages/language/' },
      to: { path: '^packages/runner/' },
    },
    {
      name: 'nothing-above-runner',
      severity: 'error',
      from: { path: '^packages/(?!(language|runner|scenarios|fuzz|bench)/)' },
      to: { path: '^packages/(language|runner)/' },
    },
    {
      name: 'nothing-above-scenarios',
      severity: 'error',
      from: { path: '^packages/(?!(scenarios|fuzz)/)' },
      to: { path: '^packages/scenarios/' },
    },
    {
      name: 'nothing-above-bench',
      severity: 'error',
      from: { path: '^packages/(?!bench/)' },
      to: { path: '^packages/bench/' },
    },
    {
      name: 'nothing-above-fuzz',
      severity: 'error',
      from: { path: '^packages/(?!fuzz/)' },
      to: { path: '^packages/fuzz/' },
    },
    {
      name: 'packages-by-their-entry-points',
      comment: 'What a package does not export may change at any time.',
      severity: 'error',
      from: { path: '^packages/([a-z]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', ...ENTRY_POINTS] },
    },
    {
      name: 'inversify-in-the-composition',
      comment: 'Classes are plain; only the composition knows the container.',
      severity: 'error',
      from: { pathNot: '^packages/sim/src/composition/' },
      to: { path: '/node_modules/(inversify|@inversifyjs)/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: {
        path: '^packages/[a-z]+/src/',
        pathNot: [TEST, '^packages/core/src/testing/', '^packages/fuzz/'],
      },
      to: { path: [TEST, '^packages/core/src/testing/', '/node_modules/(vitest|@fast-check)/'] },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      from: { path: '^packages/[a-z]+/src/', pathNot: [TEST, '^packages/core/src/testing/'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'all-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[a-z]+/dist/' },
    tsConfig: { fileName: 'tsconfig.tests.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
