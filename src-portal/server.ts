import { runCommand } from './cli/commands.ts';
import { readConfig } from './config.ts';

try {
  process.exitCode = await runCommand(process.argv.slice(2), (defaults) => readConfig(process.env, defaults));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
