import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Lab } from '../bench/run/lab.mjs';
import { fill } from '../bench/run/schedule.mjs';
import { table } from '../bench/run/table.mjs';

class FakePage extends EventEmitter {
  #isClosed = false;
  isClosed = () => this.#isClosed;
  async close() {
    this.#isClosed = true;
  }
}

/** As much of a browser as the lab asks for. */
class FakeBrowser extends EventEmitter {
  readonly pages: FakePage[] = [];
  #isConnected = true;
  isConnected = () => this.#isConnected;
  version = () => '1';

  async newContext() {
    if (!this.#isConnected) throw new Error('Target page, context or browser has been closed');
    const newPage = async () => {
      this.pages.push(new FakePage());
      return this.pages.at(-1)!;
    };
    return { newPage, newCDPSession: async () => new EventEmitter(), close: async () => {} };
  }

  async close() {
    this.#isConnected = false;
  }

  end(): void {
    this.#isConnected = false;
    this.emit('disconnected');
  }
}

async function laboratory() {
  const browsers: FakeBrowser[] = [];
  const launch = async () => {
    browsers.push(new FakeBrowser());
    return browsers.at(-1)!;
  };
  return { browsers, lab: await Lab.open(launch, 'http://localhost') };
}

const cell = { viewport: { width: 1, height: 1 }, limit: 60_000 };
const never = () => new Promise<object>(() => {});

describe('the bench', () => {
  it('says that the browser ended while a cell was measured, and measures the next one in another', async () => {
    const { lab, browsers } = await laboratory();
    const ended = lab.visit(cell, () => {
      queueMicrotask(() => browsers[0].end());
      return never();
    });
    expect(await ended).toEqual({ failed: 'the browser ended' });
    expect(await lab.visit(cell, async () => ({ ms: 7 }))).toEqual({ ms: 7 });
    expect(browsers).toHaveLength(2);
  });

  it('says that a page crashed, and keeps the browser', async () => {
    const { lab, browsers } = await laboratory();
    const crashed = lab.visit(cell, ({ page }: { page: FakePage }) => {
      queueMicrotask(() => page.emit('crash'));
      return never();
    });
    expect(await crashed).toEqual({ failed: 'the page crashed' });
    expect(await lab.visit(cell, async () => ({ ms: 7 }))).toEqual({ ms: 7 });
    expect(browsers).toHaveLength(1);
  });

  it('begins again with another browser where the page that judges pictures has crashed', async () => {
    const { lab, browsers } = await laboratory();
    browsers[0].pages[0].emit('crash');
    expect(await lab.visit(cell, async () => ({ ms: 7 }))).toEqual({ ms: 7 });
    expect(browsers).toHaveLength(2);
  });

  it('fills the cells of others, and says in the table what became of one', async () => {
    const measure = async (name: string) => {
      if (name === 'weak') throw new Error('out of memory\nat some line');
      return { ms: 10 };
    };
    const tallies = await fill({ contenders: ['weak', 'strong'], repeats: 2, limit: 1000, measure, log: () => {} });
    const row = { title: 'paint', value: ({ ms }: { ms: number }) => ms, words: ({ ms }: { ms: number }) => `${ms}` };
    const text = table({ ...row, base: 'strong' }, [{ label: '64²', tallies }], ['weak', 'strong']);
    expect(text).toContain('| 64² | out of memory | 10 · **1.00×** |');
  });
});
