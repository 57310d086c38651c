import { crc32, deflateRawSync } from 'node:zlib';

/** A member of an archive, and what the archive claims of it where that is not the truth. */
export interface MemberPlan {
  name: string;
  data: Uint8Array;
  method?: 0 | 8;
  /** What is in the archive instead of the packed data. */
  packed?: Uint8Array;
  size?: number | bigint;
  packedSize?: number | bigint;
  at?: number | bigint;
  crc?: number;
  flags?: number;
}

/** What the archive's end record claims where that is not the truth. */
export interface ArchivePlan {
  count?: number | bigint;
  length?: number | bigint;
  at?: number | bigint;
  zip64?: boolean;
  comment?: string;
}

const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer);
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number | bigint) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);

/** Writes a zip archive by hand, so that every number in it can lie. 64-bit fields are written where a number is a bigint. */
export function zip(members: MemberPlan[], plan: ArchivePlan = {}): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let length = 0;
  const write = (...buffers: Buffer[]) => {
    for (const buffer of buffers) length += buffer.length;
    parts.push(...buffers);
  };
  for (const member of members) {
    const { data, method = 0, flags = 0 } = member;
    const name = Buffer.from(member.name);
    const packed = Buffer.from(member.packed ?? (method ? deflateRawSync(data) : data));
    const at = member.at ?? length;
    const size = member.size ?? data.length;
    const packedSize = member.packedSize ?? packed.length;
    const crc = member.crc ?? crc32Of(data);
    const wide = [size, packedSize, at].filter((value) => typeof value === 'bigint');
    const extra = wide.length ? Buffer.concat([u16(1), u16(wide.length * 8), ...wide.map(u64)]) : Buffer.alloc(0);
    const narrow = (value: number | bigint) => u32(typeof value === 'bigint' ? 0xffffffff : value);
    const common = [
      u16(20),
      u16(flags),
      u16(method),
      u32(0),
      u32(crc),
      narrow(packedSize),
      narrow(size),
      u16(name.length),
    ];
    write(u32(0x04034b50), ...common, u16(0), name, packed);
    directory.push(
      u32(0x02014b50),
      u16(20),
      ...common,
      u16(extra.length),
      u16(0),
      u16(0),
      u16(0),
      u32(0),
      narrow(at),
      name,
      extra,
    );
  }
  const directoryAt = plan.at ?? length;
  const entries = Buffer.concat(directory);
  write(entries);
  const count = plan.count ?? members.length;
  const directoryLength = plan.length ?? entries.length;
  const comment = Buffer.from(plan.comment ?? '');
  if (plan.zip64) {
    const end64 = length;
    write(
      u32(0x06064b50),
      u64(44),
      u16(45),
      u16(45),
      u32(0),
      u32(0),
      u64(count),
      u64(count),
      u64(directoryLength),
      u64(directoryAt),
    );
    write(u32(0x07064b50), u32(0), u64(end64), u32(1));
    write(u32(0x06054b50), u16(0), u16(0), u16(0xffff), u16(0xffff), u32(0xffffffff), u32(0xffffffff));
  } else {
    write(
      u32(0x06054b50),
      u16(0),
      u16(0),
      u16(Number(count)),
      u16(Number(count)),
      u32(Number(directoryLength)),
      u32(Number(directoryAt)),
    );
  }
  write(u16(comment.length), comment);
  return new Uint8Array(Buffer.concat(parts));
}

/** zlib's checksum where Node has it, else bit by bit. */
function crc32Of(data: Uint8Array): number {
  if (typeof crc32 === 'function') return crc32(data);
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** An npy file with this header text, of any version. */
export function npy(header: string, data: Uint8Array = new Uint8Array(), version = 1, claimed?: number): Uint8Array {
  const text = Buffer.from(header, version === 3 ? 'utf8' : 'latin1');
  const length = version === 1 ? u16(claimed ?? text.length) : u32(claimed ?? text.length);
  return new Uint8Array(
    Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.from([version, 0]), length, text, data]),
  );
}

/** A safetensors file with this header. */
export function safetensors(
  header: string | object,
  data: Uint8Array = new Uint8Array(),
  claimed?: bigint,
): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  return new Uint8Array(Buffer.concat([u64(claimed ?? text.length), text, data]));
}
