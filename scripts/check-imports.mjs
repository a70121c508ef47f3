// Checks which way imports go. A checker that reads nothing says 'no violations' too: so we count what it saw.
import { execFileSync } from 'node:child_process';
import { root } from './run.mjs';

const folders = ['src-shared', 'src-main', 'src-preload', 'src-renderer', 'src-portal'];
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file));

const { cruise } = await import('dependency-cruiser');
const { default: configuration } = await import('../.dependency-cruiser.cjs');
process.chdir(root);
const { output } = await cruise(folders, {
  ...configuration.options,
  ruleSet: { forbidden: configuration.forbidden },
  validate: true,
});

const seen = new Set(output.modules.map((module) => module.source));
const unseen = tracked.filter((file) => !seen.has(file));
for (const { rule, from, to } of output.summary.violations)
  console.error(`${rule.severity} ${rule.name}: ${from} → ${to}`);
if (unseen.length > 0) console.error(`not seen by the checker: ${unseen.join(', ')}`);
console.log(`imports: ${output.modules.length} modules, ${output.summary.violations.length} violations`);
process.exit(output.summary.violations.length > 0 || unseen.length > 0 ? 1 : 0);
