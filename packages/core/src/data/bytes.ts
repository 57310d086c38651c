/** A number of so many bytes, the least significant first. NaN, which fits nowhere, where the bytes end before it. */
export function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  while (width-- > 0) value = value * 256 + bytes[at + width];
  return value;
}

/** All bytes of a stream. Once they are more than the limit it is left, and `tooMany` says what to throw. @param onArrival called with their number when some have come */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  tooMany: (length: number) => unknown,
  onArrival?: (bytes: number) => void,
): Promise<Uint8Array> {
  // Browsers do not all iterate streams yet.
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      throw tooMany(length);
    }
    chunks.push(value);
    onArrival?.(value.length);
  }
  return chunks.length === 1 ? chunks[0] : joinBytes(chunks);
}

/** The bytes of a stream of so many, in one piece of memory; null where there are more or fewer. @param onArrival called with their number when some have come */
export async function readExactly(
  stream: ReadableStream<Uint8Array>,
  length: number,
  onArrival?: (bytes: number) => void,
): Promise<Uint8Array | null> {
  const reader = stream.getReader();
  const all = new Uint8Array(length);
  for (let at = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return at === length ? all : null;
    if (at + value.length > length) {
      reader.cancel().catch(() => {});
      return null;
    }
    all.set(value, at);
    at += value.length;
    onArrival?.(value.length);
  }
}

/** Parts one after another. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The first bytes of a file, enough to know it by, as the characters U+0000 to U+00FF. */
export function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024));
}
