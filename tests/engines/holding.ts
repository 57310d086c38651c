import type { Engine, Operations, Tolerance } from './engine.js';
import type { ReferenceCase } from './reference-case.js';

/** One thing that a case has numbers for, and the operation it takes. */
export interface Holding {
  readonly what: string;
  readonly needs: keyof Operations;
  hold(engine: Engine): Promise<void>;
}

/** Kind of a case: all that it can be held to. */
export type Kind = (reference: ReferenceCase) => Holding[];

export function holding<Name extends keyof Operations>(
  what: string,
  needs: Name,
  hold: (operation: Operations[Name], tolerance: Tolerance) => Promise<void>,
): Holding {
  return {
    what,
    needs,
    hold(engine) {
      const operation = engine.operations[needs];
      if (!operation) throw new Error(`${engine.name} has no ${needs}`);
      return hold(operation as Operations[Name], engine.tolerance);
    },
  };
}
