import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';

interface Outcome {
  readonly thrown: string[];
  readonly unsettled: string[];
  readonly mounted: string[];
}

const script = join(root, 'tests', 'checks', 'mount-in-jsdom.mjs');

// Node takes what Lit has for servers, bundlers and Jest what it has for browsers.
describe.each([
  ['servers', []],
  ['browsers', ['--conditions=browser']],
])('with what Lit has for %s, and nothing to lay out or observe', (_, conditions) => {
  it.each(['of no width', 'wide'])('every element comes, moves and goes, and nothing is thrown: %s', async (width) => {
    const { stdout } = await promisify(execFile)(process.execPath, [...conditions, script, width]);
    const { thrown, unsettled, mounted } = JSON.parse(stdout) as Outcome;
    expect(thrown).toEqual([]);
    expect(unsettled).toEqual([]);
    expect(mounted.toSorted()).toEqual(elementTags().toSorted());
  });
});
