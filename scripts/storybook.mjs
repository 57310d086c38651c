/** `npm run storybook`: installs, builds the packages and opens the manual. Arguments go to storybook: `-- --port 6007`. */
import { install, pnpm } from './bootstrap.mjs';
import { buildPackages } from './testing/progress.mjs';

await install();
const status = await buildPackages();
if (status !== 0) process.exit(status);
process.exit(
  await pnpm([
    '--dir',
    'stories',
    'exec',
    'storybook',
    'dev',
    '--port',
    '6006',
    '--disable-telemetry',
    '--no-version-updates',
    ...process.argv.slice(2),
  ]),
);
