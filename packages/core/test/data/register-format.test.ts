import { describe, expect, it } from 'vitest';
import { knownFormats, load, openAttention } from '../../src/data/index.js';
import { registerFormat } from '../../src/register.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a registered format', () => {
  it('is read by its reader, which is loaded when the first file of it comes', async () => {
    let loaded = 0;
    registerFormat({
      name: 'grid',
      magic: /^GRID /,
      load: async () => {
        loaded++;
        return (file, { url }) => {
          expect(url).toBe('data');
          const [, size] = new TextDecoder().decode(file).split(' ');
          return { attention: [Array(Number(size)).fill(0.5)], tokens: Array(Number(size)).fill('x') };
        };
      },
    });
    expect(loaded).toBe(0);
    const source = await openAttention(await load(bytes('GRID 3')));
    expect(Array.from(await source.slice(0, 0))).toEqual([0.5, 0.5, 0.5]);
    expect(source.keyTokens).toEqual(['x', 'x', 'x']);
    await load(bytes('GRID 2'));
    expect(loaded).toBe(2);
  });

  it('without magic is known by the name of a file', async () => {
    registerFormat({ name: 'own', extensions: ['own'], load: async () => () => [[1, 0]] });
    const file = (name: string) => load(new File(['anything'], name));
    expect((await file('weights.OWN')).names).toEqual(['attention']);
    await expect(file('weights.txt')).rejects.toMatchObject({ code: 'unknown-format' });
  });

  it('stands before core’s own, and in the sentence of a file that nobody knows', async () => {
    registerFormat({ name: 'JSON', magic: /^\{"mine/, load: async () => () => [[0.25, 0.75]] });
    expect(Array.from(await (await openAttention(await load(bytes('{"mine": 1}')))).slice(0, 0))).toEqual([0.25, 0.75]);
    const names = knownFormats().map(({ name }) => name);
    expect(names.filter((name) => name === 'JSON')).toHaveLength(1);
    await expect(load(bytes('?'))).rejects.toThrow(`read here: ${names.join(', ')}.`);
    registerFormat({ ...knownFormats().find(({ name }) => name === 'JSON')!, magic: /^[[{]/ });
  });

  it('fails as its reader fails', async () => {
    registerFormat({
      name: 'broken',
      magic: /^BROKEN/,
      load: async () => () => {
        throw new Error('its third line is odd');
      },
    });
    await expect(load(bytes('BROKEN'))).rejects.toMatchObject({
      code: 'unexpected',
      details: { what: 'its third line is odd' },
    });
  });

  it('is refused where nothing tells its files', () => {
    expect(() => registerFormat({ name: 'mute', load: async () => () => [[1]] })).toThrow(/magic or extensions/);
  });
});
