import { describe, expect, it } from 'vitest';
import { beginLesson, lessons } from './lessons.js';

describe('runs that the manual compares', () => {
  it.each(lessons)('$settings: begin as those whose shares of right answers it tells', async (lesson) => {
    const trainer = await beginLesson(lesson);
    await trainer.step(lesson.losses.length);
    for (const [step, loss] of lesson.losses.entries()) expect(trainer.history.losses[step]).toBeCloseTo(loss, 4);
    trainer.dispose();
  });
});
