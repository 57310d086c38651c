import { profiled } from '../run/profile.mjs';
import { round, short } from '../run/words.mjs';

/** Milliseconds after which a call is cut off. */
export const LIMIT = 120_000;
/** Largest difference of attention from the truth. Stored as float16 the weights are others. */
const TOLERANCE = { 'ours-f16': 0.05 };
const VIEWPORT = { width: 860, height: 820 };
const LAYERS = '12 layers of 12 heads × 64';

function time(lab, contender, job, tokens) {
  const cell = { contender, job, options: { tokens }, viewport: VIEWPORT, limit: LIMIT };
  return lab.cell(cell, async ({ page, session, within, about }) => {
    const first = await within(page.evaluate(() => window.bench.first()));
    if (!(first.error <= (TOLERANCE[contender] ?? 1e-4))) return { failed: `wrong by ${first.error}` };
    const again = () => page.evaluate(() => window.bench.repeat());
    return {
      ...(await within(profiled(session, `${job}-${contender}-${tokens}`, again))),
      ...about,
      error: first.error,
    };
  });
}

const ms = { value: ({ ms }) => ms, words: ({ ms }) => short(ms) };

/** The kinds of rows, as those of the operations. Sizes are tokens. */
export const rows = {
  pass: {
    title: `A text, ${LAYERS}, all attention handed out, ms`,
    sizes: [32, 64, 128],
    measure: (lab, contender, tokens) => time(lab, contender, 'pass', tokens),
    ...ms,
    also: [
      {
        title: 'The same: memory of weights and numbers, MB',
        shows: ['ours-wasm', 'ours-f16'],
        ratio: false,
        value: ({ bytes }) => bytes,
        words: ({ bytes }) => round(bytes / 2 ** 20),
      },
    ],
  },
  next: {
    title: `One token more, ${LAYERS}, keys and values of the others kept, ms`,
    sizes: [32, 64, 128],
    measure: (lab, contender, tokens) => time(lab, contender, 'next', tokens),
    ...ms,
  },
};
