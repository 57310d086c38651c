/** Bytes from the beginning of memory of their own: zarrita's codec of text reads the memory, not the part of it that is given. */
export const ownMemory = (bytes: Uint8Array): Uint8Array =>
  bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
