import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';

interface Outcome {
  readonly thrown: string[];
  readonly unsettled: string[];
  readonly mounted: string[];
}

// Node takes what Lit has for servers, bundlers and Jest what it has for browsers.
it.each([[], ['--conditions=browser']])(
  'every element comes, moves and goes where nothing is laid out or observed, and nothing is thrown: %j',
  async (...conditions) => {
    const script = join(root, 'tests', 'checks', 'mount-in-jsdom.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [...conditions, script], {
      cwd: join(root, 'tests'),
    });
    const { thrown, unsettled, mounted } = JSON.parse(stdout) as Outcome;
    expect(thrown).toEqual([]);
    expect(unsettled).toEqual([]);
    expect(mounted.toSorted()).toEqual(elementTags().toSorted());
  },
);
