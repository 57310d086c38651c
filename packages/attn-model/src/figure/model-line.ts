import type { Say } from '@attn-elements/core/element';
import type { ModelFacts } from '../running/protocol.js';
import { partsOf } from '../sources.js';
import type { Sentences } from '../strings.js';

/** A size as people say it. */
export function bytesText(bytes: number, say: Say<Sentences>, number: (value: number) => string): string {
  const isLarge = bytes >= 1e6;
  const shown = isLarge ? Math.round(bytes / 1e5) / 10 : Math.max(1, Math.round(bytes / 1e3));
  return say(isLarge ? 'megabytes' : 'kilobytes', { n: number(shown) });
}

/** Which model it is, how large, and from where. */
export function modelLine(
  facts: ModelFacts,
  src: string,
  say: Say<Sentences>,
  number: (value: number) => string,
): string {
  const heads = facts.heads[partsOf(facts)[0]]!;
  const text = say('facts', {
    type: facts.modelType,
    layers: heads.length,
    heads: Math.max(...heads),
    parameters: facts.parameters,
    bytes: bytesText(facts.bytes, say, number),
  });
  return `${text} · ${say('factsFrom', { source: src })}`;
}
