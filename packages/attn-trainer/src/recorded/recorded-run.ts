import type { AttentionMap, Example, ExamplePicture } from '../datasets/dataset.js';
import type { Frame } from '../trainer/history.js';

/** A recorded map: its weights are 16-bit numbers, of which 65535 is 1, least byte first, in base64. */
export interface RecordedMap extends Omit<AttentionMap, 'values'> {
  readonly weights: string;
}

export interface RecordedFrame {
  readonly step: number;
  /** Share of right answers among what was held back; null where there are none. */
  readonly accuracy: number | null;
  readonly prediction: Example['prediction'];
  readonly maps: readonly RecordedMap[];
}

/** A run of a task by its own settings, as it went: the attention to its first example, now and then. */
export interface RecordedRun {
  readonly input: readonly string[];
  readonly target: Example['target'];
  /** Height, width, channels, and the values as those of maps are written; null where the example is no picture. */
  readonly picture: { readonly shape: ExamplePicture['shape']; readonly weights: string } | null;
  readonly frames: readonly RecordedFrame[];
}

/** Numbers from 0 to 1, as a record has them. */
export function readShares(text: string): Float32Array {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true) / 65535);
}

/** The frames of a record, as those of a run that is under way. */
export function recordedFrames({ input, target, picture, frames }: RecordedRun): Frame[] {
  const shown = picture && { shape: picture.shape, values: readShares(picture.weights) };
  return frames.map(({ step, prediction, maps }) => {
    const attention = maps.map(({ weights, ...map }) => ({ ...map, values: readShares(weights) }));
    return { step, example: { input, picture: shown, prediction, target, attention } };
  });
}
