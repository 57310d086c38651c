import type { Answers } from '../../inside/answers.js';
import { Asked } from './asked.js';
import type { InsideParts } from './inside-parts.js';

/** Answers to what was held back, at the step that is looked at: asked for once, whoever shows them. */
export class AnswersAsked {
  readonly #parts: InsideParts;
  readonly #asked: Asked<Answers>;

  constructor(parts: InsideParts) {
    this.#parts = parts;
    this.#asked = new Asked(parts.host);
  }

  get settled(): Promise<void> | null {
    return this.#asked.settled;
  }

  get fault() {
    return this.#asked.fault;
  }

  /** null where there are none, undefined before they have come. */
  get answers(): Answers | null | undefined {
    const { run } = this.#parts;
    const { frame, opened } = run.model;
    const step = frame?.step ?? null;
    return this.#asked.of([opened, frame], () => run.look('answers', { step }));
  }
}
