import type { Architecture } from './architecture.js';

/**
 * Names of tensors that parts of an architecture use: all text in them that is one.
 * @param isTensor whether there is a tensor of this name
 */
function namesIn(part: unknown, isTensor: (name: string) => boolean, found: Set<string>): void {
  if (typeof part === 'string') {
    if (isTensor(part)) found.add(part);
  } else if (typeof part === 'object' && part !== null) {
    for (const value of Object.values(part)) namesIn(value, isTensor, found);
  }
}

/** Tensors that a model needs to attend, and those that its output needs besides. */
export function tensorsOf(
  { embedding, patches, decoderEmbedding, stack, decoder, head }: Architecture,
  isTensor: (name: string) => boolean,
): { readonly body: ReadonlySet<string>; readonly head: ReadonlySet<string> } {
  const body = new Set<string>();
  namesIn([embedding, patches, decoderEmbedding, stack, decoder], isTensor, body);
  const all = new Set<string>();
  namesIn(head, isTensor, all);
  return { body, head: new Set([...all].filter((name) => !body.has(name))) };
}
