import type { Frame } from '../trainer/history.js';
import type { Trainer } from '../trainer/trainer.js';

/**
 * Shows an example as the model saw it at earlier steps, the latest first. Ends where another is asked for, or another run.
 * @param tell takes each frame, and null when there are no more
 */
export async function recallSteps(
  trainer: Trainer,
  choice: number | string | undefined,
  isPast: () => boolean,
  tell: (frame: Frame | null) => void,
): Promise<void> {
  try {
    for (const step of trainer.pastSteps) {
      const example = await trainer.recall(step, choice);
      // A run that began again, or went back, has no such step any more.
      if (isPast() || step >= trainer.steps) return;
      if (example) tell({ step, example });
    }
    tell(null);
  } catch (error) {
    if (!isPast()) throw error;
  }
}
