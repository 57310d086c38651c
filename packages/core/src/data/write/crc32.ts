/** Checksum of bytes by a polynomial of 32 bits, given with its lowest term first: from 0 to 2³² − 1. */
export function crcBy(polynomial: number): (bytes: Uint8Array) => number {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });
  return (bytes) => {
    let crc = ~0;
    for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 255];
    return ~crc >>> 0;
  };
}

/** CRC-32 (ISO 3309), as zip and PNG ask for. */
export const crc32 = /* @__PURE__ */ crcBy(0xedb88320);
