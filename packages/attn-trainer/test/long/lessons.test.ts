import { describe, expect, it } from 'vitest';
import { beginLesson, lessons } from '../trainer/lessons.js';

describe('runs that the manual compares', () => {
  it.each(lessons)('$settings: come to the share of right answers that it tells', async (lesson) => {
    const trainer = await beginLesson(lesson);
    await trainer.step(lesson.steps);
    expect((await trainer.evaluate()).accuracy).toBeCloseTo(lesson.accuracy, 2);
    trainer.dispose();
  });
});
