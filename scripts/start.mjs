/** `npm start`: installs, builds the packages and serves the example page. `npm start -- --port 8080`. */
import { parseArgs } from 'node:util';
import { install } from './bootstrap.mjs';
import { serve } from './serve.mjs';
import { buildPackages } from './testing/progress.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port takes a number from 0 to 65535, not ${values.port}.`);
  process.exit(1);
}

await install();
const status = await buildPackages();
if (status !== 0) process.exit(status);
const { url } = await serve({ port });
console.log(`\nThe example page: ${url}/\nIn Chinese:       ${url}/zh/\nCtrl+C ends it.`);
