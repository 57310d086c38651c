import type { PropertyValues } from 'lit';
import type { Failure } from '../failure.js';

/** Part of a figure that comes, fails or draws on its own: a module that is loaded later, a canvas. */
export interface FigurePart {
  /** Settles, or settle, and never rejects, when what was asked for is there, or cannot be. */
  readonly settled?: Promise<unknown> | readonly Promise<unknown>[];
  /** Why it is missing; null where it is not. */
  readonly error?: Failure | null;
  /** Follows properties that have changed. @param isRefresh whether none was set, and everything given is to be looked at again */
  follow?(changed: PropertyValues, isRefresh: boolean): void;
  /** Whether it was asked for, and has not come. */
  readonly isComing?: boolean;
  /** Tries again what failed: something has changed since. @param isAsked whether a reader asks for it, or the network is back */
  retry?(isAsked: boolean): void;
  /** Draws at once what was put off until it would be seen. */
  drawNow?(): void;
}

/** Parts of one figure: it waits for all, tells what is missing, and draws them. */
export class FigureParts {
  readonly #parts: FigurePart[] = [];

  add<Part extends FigurePart>(part: Part): Part {
    this.#parts.push(part);
    return part;
  }

  get settled(): readonly Promise<unknown>[] {
    return this.#parts.flatMap(({ settled }) => settled ?? []);
  }

  /** Why the first of those that are missing is. */
  get error(): Failure | null {
    return this.#parts.find(({ error }) => error)?.error ?? null;
  }

  /** Whether one was asked for, and has not come. */
  get isComing(): boolean {
    return this.#parts.some(({ isComing }) => isComing);
  }

  follow(changed: PropertyValues, isRefresh: boolean): void {
    for (const part of this.#parts) part.follow?.(changed, isRefresh);
  }

  retry(isAsked: boolean): void {
    for (const part of this.#parts) part.retry?.(isAsked);
  }

  drawNow(): void {
    for (const part of this.#parts) part.drawNow?.();
  }
}
