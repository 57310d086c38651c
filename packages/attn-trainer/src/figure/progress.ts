import type { RunModel } from '../model.js';
import type { RecordedRun } from '../recorded/recorded-run.js';
import type { Connection } from '../training/connection.js';
import type { Evaluation } from '../trainer/history.js';
import type { FormatNumber, TrainerSay } from './words.js';

/** Between two announcements to screen readers, in milliseconds. */
const ANNOUNCE_EVERY = 10_000;

/** Progress of a run, in words. */
export class ProgressFigure {
  readonly #model: RunModel;
  readonly #say: TrainerSay;
  readonly #number: FormatNumber;
  readonly #percent: FormatNumber;
  #announced = -Infinity;
  #announcement = '';
  #place: Connection['place'] | null = null;

  constructor(model: RunModel, say: TrainerSay, number: FormatNumber, percent: FormatNumber) {
    this.#model = model;
    this.#say = say;
    this.#number = number;
    this.#percent = percent;
  }

  /** Sentence on the progress that is on the page at present. */
  get sentence(): string {
    const { resumedAt } = this.#model;
    const said = this.#sentence(this.#place);
    return said && resumedAt !== null ? `${said} · ${this.#say('resumed', { step: resumedAt })}` : said;
  }

  /** Announcement for screen readers: now and then how it goes, and when it is done. */
  get announcement(): string {
    return this.#announcement;
  }

  /** With the speed where the place of computing is given. */
  #sentence(place: Connection['place'] | null): string {
    const { step, steps, loss, evaluation, examplesPerSecond, engine, stage, inForce, rate } = this.#model;
    const { recorded } = this.#model;
    if (stage === 'idle' && recorded) return this.#recorded(recorded);
    if (stage === 'idle' || stage === 'opening' || !engine) return '';
    const parts = [this.#say('progress', { step, steps })];
    if (Number.isFinite(loss)) parts.push(this.#say('lossIs', { loss: this.#number(loss) }));
    parts.push(...this.#right(evaluation, step));
    if (inForce && rate !== inForce.settings.learningRate)
      parts.push(this.#say('rateIs', { rate: this.#number(rate) }));
    if (place) {
      const examples = this.#number(Math.round(examplesPerSecond));
      parts.push(this.#say('speed', { examples, engine, place: this.#say(place) }));
    }
    return parts.join(' · ');
  }

  #recorded({ frames }: RecordedRun): string {
    const { step } = this.#model.frame!;
    const accuracy = frames.find((one) => one.step === step)?.accuracy ?? null;
    const said = this.#say('recorded', { step });
    return accuracy === null ? said : `${said} · ${this.#say('accuracyIs', { accuracy: this.#percent(accuracy) })}`;
  }

  /** Before each rendering: looks how far the run has come. @param place where it is computed */
  follow(place: Connection['place'] | null): void {
    this.#place = place;
    const { loss, evaluation, stage } = this.#model;
    const now = performance.now();
    if (stage === 'idle' || stage === 'opening') {
      this.#announced = -Infinity;
      this.#announcement = '';
    } else if (stage === 'done') {
      this.#announcement = this.#done(this.#number(loss), evaluation);
    } else if (now - this.#announced >= ANNOUNCE_EVERY) {
      this.#announced = now;
      this.#announcement = this.#sentence(null);
    }
  }

  /** The share of right answers, beside what the commonest class alone would reach, and of those that were written alone. */
  #right(evaluation: Evaluation | null, step: number): string[] {
    const { guess = null, isForced = false } = this.#model.opened ?? {};
    if (evaluation?.accuracy == null) return [];
    const accuracy = this.#percent(evaluation.accuracy);
    const right =
      guess === null
        ? this.#say(isForced ? 'accuracyForced' : 'accuracyIs', { accuracy })
        : this.#say('accuracyBeside', { accuracy, guess: this.#percent(guess) });
    const isOld = evaluation.step !== step;
    return [
      isOld ? this.#say('ofStep', { said: right, step: evaluation.step }) : right,
      ...(isOld ? [] : this.#written(evaluation)),
    ];
  }

  #written({ written }: Evaluation): string[] {
    return written === undefined ? [] : [this.#say('writtenIs', { written: this.#percent(written) })];
  }

  #done(loss: string, evaluation: Evaluation | null): string {
    const { guess = null, isForced = false } = this.#model.opened ?? {};
    if (evaluation?.accuracy == null) return this.#say('doneLoss', { loss });
    const accuracy = this.#percent(evaluation.accuracy);
    if (guess !== null) return this.#say('doneBeside', { loss, accuracy, guess: this.#percent(guess) });
    const said = this.#say(isForced ? 'doneForced' : 'done', { loss, accuracy });
    return [said, ...this.#written(evaluation)].join(' · ');
  }
}
