import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { EventFile } from '../../src/files/event-file.js';

const path = join(import.meta.dirname, 'tensorboard.tfevents');

/** A file that TensorBoard's own writer made, `test/python/events.py`: what it holds, as both of its generations write it. */
export const ofTensorBoard = {
  read: (): Uint8Array => new Uint8Array(readFileSync(path)),
  write: (bytes: Uint8Array): void => writeFileSync(path, bytes),
};

/** What that file holds. The step taken again replaces what came after it. */
export function expectOfTensorBoard({ scalars, histograms, images, others }: EventFile): void {
  expect(Object.fromEntries(scalars)).toEqual({
    'old/loss': { steps: [1, 2], values: [2.5, 1.25] },
    'new/loss': { steps: [7, 8], values: [0.75, 0.25] },
  });
  expect(Object.fromEntries(histograms)).toEqual({
    'old/weights': [{ step: 4, limits: [-1, 0, 1, 3], counts: [1, 3, 2] }],
    'new/weights': [{ step: 4, limits: [0, 1, 2], counts: [5, 6] }],
  });
  for (const [tag, step] of [['old/map', 5] as const, ['new/map', 6] as const]) {
    const [image] = images.get(tag)!;
    expect(image).toMatchObject({ step, width: 2, height: 1 });
    expect(String.fromCharCode(...image.encoded.subarray(1, 4))).toBe('PNG');
  }
  expect([...others]).toEqual(['note']);
}
