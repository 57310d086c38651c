import { describe, expect, it } from 'vitest';
import { parseCompared, subject, viewOf } from '../../src/model.js';
import { defaults, kinds, viewNames } from '../../src/settings.js';
import { encoding } from '../../src/kinds/index.js';
import { isTutorial, tutorialMakers } from '../../src/makers.js';
import { words } from './words.js';
import { facets } from '../../src/views/index.js';

const one = (kind: (typeof kinds)[number]) => ({ kind, scaling: null });
/** Every kind and view, as it is loaded where it is asked for. */
const all = { encoding, facets };
const made = (...names: Parameters<typeof one>[0][]) => subject(names.map(one), defaults, null, all);

describe('kinds to compare', () => {
  it.each([
    ['sinusoidal', [one('sinusoidal')]],
    ['sinusoidal rotary alibi', [one('sinusoidal'), one('rotary'), one('alibi')]],
    ['  Sinusoidal,\n T5 ', [one('sinusoidal'), one('t5')]],
    [
      'rotary rotary:yarn rotary:none',
      [one('rotary'), { kind: 'rotary', scaling: 'yarn' }, { kind: 'rotary', scaling: 'none' }],
    ],
    ['sinusoidal-2d', [one('sinusoidal-2d')]],
  ])('%j are read', (text, expected) => expect(parseCompared(text)).toEqual(expected));

  it.each(['', ' ', 'sinus', 'sinusoidal nope', 'rotary:', 'rotary:fast', 'alibi:yarn', 'rotary:yarn:ntk'])(
    '%j are not',
    (text) => expect(parseCompared(text)).toBeUndefined(),
  );
});

describe('what is compared', () => {
  it('has the views that make sense for all of it', () => {
    expect(made('sinusoidal').views).toEqual(['curves', 'heatmap', 'similarity', 'kernel', 'wavelengths']);
    expect(made('sinusoidal', 'rotary').views).toEqual(['curves', 'heatmap', 'similarity', 'kernel', 'wavelengths']);
    expect(made('alibi', 't5').views).toEqual(['bias', 'kernel']);
    expect(made('sinusoidal', 'rotary', 'alibi').views).toEqual(['kernel']);
  });

  it('can always be compared by distance', () => {
    for (const kind of kinds.filter((name) => name !== 'learned')) {
      for (const other of kinds.filter((name) => name !== 'learned')) {
        expect(made(kind, other).views, `${kind} ${other}`).toContain('kernel');
      }
    }
  });

  it('keeps the settings of each, its scaling its own', () => {
    const compared = parseCompared('rotary rotary:linear rotary:ntk')!;
    const { encodings } = subject(compared, { ...defaults, scaling: 'yarn' }, null, all);
    expect(encodings.map(({ variant }) => variant)).toEqual(['yarn', 'linear', 'ntk']);
    const slowest = encodings.map(({ frequencies }) => frequencies!().at(-1)!);
    expect(slowest[1] * 4).toBeCloseTo(10_000 ** (-30 / 32), 12);
    expect(slowest[2] * 4).toBeCloseTo(10_000 ** (-30 / 32), 12);
  });
});

describe('the view', () => {
  it.each([
    ['sinusoidal', 'curves'],
    ['sinusoidal-2d', 'heatmap'],
    ['rotary', 'rotation'],
    ['alibi', 'bias'],
    ['t5', 'bias'],
  ] as const)('of %s is %s unless another is asked for', (kind, view) => expect(viewOf(made(kind), null)).toBe(view));

  it('of several is the one by distance', () => expect(viewOf(made('sinusoidal', 'rotary'), null)).toBe('kernel'));

  it('is the one that is asked for where it makes sense, else the first that does', () => {
    for (const kind of kinds.filter((name) => name !== 'learned')) {
      const { views } = made(kind);
      for (const asked of viewNames) {
        expect(viewOf(made(kind), asked), `${asked} of ${kind}`).toBe(views.includes(asked) ? asked : views[0]);
      }
    }
    expect(viewOf(made('sinusoidal', 'alibi'), 'bias')).toBe('kernel');
  });
});

describe('the figure of the tutorials', () => {
  it('is the same whichever makes it', () => {
    const kind = one('sinusoidal');
    const settings = { ...defaults, dModel: 6, length: 9, trained: 5 };
    const options = { dimensions: null, apart: true, named: false };
    const [few, many] = [tutorialMakers, all].map((makers) => {
      const { encodings, facets: views } = subject([kind], settings, null, makers);
      return views('curves', encodings[0], words, options)[0];
    });
    expect(few.notes).toEqual(many.notes);
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 9; column++) {
        expect(few.reading.value(row, column)).toBe(many.reading.value(row, column));
        expect(few.reading.formula(row, column)).toBe(many.reading.formula(row, column));
      }
    }
    expect(() => subject([kind], { ...defaults, base: -1 }, null, tutorialMakers)).toThrow('base is -1');
  });

  it('needs nothing else, and every other figure does', () => {
    expect(isTutorial([one('sinusoidal')], null)).toBe(true);
    expect(isTutorial([one('sinusoidal')], 'curves')).toBe(true);
    expect(isTutorial([one('sinusoidal')], 'heatmap')).toBe(false);
    expect(isTutorial([one('rotary')], 'curves')).toBe(false);
    expect(isTutorial([one('sinusoidal'), one('alibi')], null)).toBe(false);
  });
});
