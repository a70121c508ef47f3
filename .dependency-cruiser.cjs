// Which way imports go (docs/architecture.md). scripts/check-imports.mjs runs this and asserts a floor on what it saw.
const processes = ['src-preload', 'src-main', 'src-renderer', 'src-portal'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-zod-alone',
      severity: 'error',
      from: { path: '^src-shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^src-shared/', '^node_modules/zod/'] },
    },
    ...processes.map((name) => ({
      name: `${name}-stays-alone`,
      severity: 'error',
      from: { path: `^${name}/` },
      to: { path: `^(${processes.filter((other) => other !== name).join('|')})/` },
    })),
    {
      name: 'main-features-on-top',
      severity: 'error',
      from: { path: '^src-main/(session|sources|library|dicom)/' },
      to: { path: '^src-main/features/' },
    },
    {
      name: 'main-library-below-session',
      severity: 'error',
      from: { path: '^src-main/(library|dicom|sources)/' },
      to: { path: '^src-main/(session|app|ipc)/', pathNot: '^src-main/app/log' },
    },
    {
      name: 'main-dicom-stands-alone',
      severity: 'error',
      from: { path: '^src-main/dicom/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src-main/(?!dicom/)' },
    },
    {
      name: 'renderer-features-apart',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'renderer-ui-at-the-bottom',
      severity: 'error',
      from: { path: '^src-renderer/ui/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src-renderer/(app|features|viewer|commands)/' },
    },
    {
      // Words and focus are below the rooms of components, which stand beside each other.
      name: 'renderer-ui-words-know-no-component',
      severity: 'error',
      from: { path: '^src-renderer/ui/(words|focus|paper)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src-renderer/ui/(?!(words|focus|paper)/)' },
    },
    {
      name: 'renderer-viewer-has-no-react',
      severity: 'error',
      from: { path: '^src-renderer/viewer/' },
      to: { path: '^(node_modules/react(-dom|-aria-components)?/|src-renderer/(app|features|ui)/)' },
    },
    {
      name: 'cornerstone-in-viewer-only',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '^src-renderer/viewer/' },
      to: { path: '^node_modules/@cornerstonejs/' },
    },
    {
      name: 'no-electron-in-the-renderer',
      severity: 'error',
      from: { path: '^(src-renderer|src-shared|src-portal)/' },
      to: { path: '^(electron$|node_modules/electron/)' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // Vite's own addresses, and Node's modules, are not files.
      to: { couldNotResolve: true, pathNot: '(^virtual:|^electron|^node|[?]url$)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^out/|/generated/core/)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
