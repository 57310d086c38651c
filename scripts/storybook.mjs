/** `npm run storybook`: installs, builds the packages and opens the manual. Arguments go to storybook: `-- --port 6007`. */
import { install, pnpm, turbo } from './bootstrap.mjs';

await install();
const status = await turbo(['build', '--filter=./packages/*', '--output-logs=errors-only']);
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
