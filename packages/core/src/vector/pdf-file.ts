/** A name or a number of an object inside of a PDF, as others refer to it. */
export type Reference = string;

const encoder = new TextEncoder();

/** Bytes of text of a PDF, one a character. */
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** A text as PDF has it outside of fonts: in UTF-16, in hexadecimal digits. */
export const pdfText = (text: string): string =>
  `<feff${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('')}>`;

/** Objects of a PDF file (PDF 1.7, 7.5), in the order in which they are added. */
export class PdfFile {
  readonly #objects: Uint8Array<ArrayBuffer>[][] = [];

  /** An object that others refer to. */
  add(dictionary: string): Reference {
    this.#objects.push([bytesOf(dictionary)]);
    return `${this.#objects.length} 0 R`;
  }

  /** An object that will be added after as many others: what refers to it comes before it. */
  after(others: number): Reference {
    return `${this.#objects.length + 1 + others} 0 R`;
  }

  /** Bytes, packed unless they already are. */
  async addStream(dictionary: string, bytes: Uint8Array<ArrayBuffer>, isPacked = false): Promise<Reference> {
    const packed = isPacked ? bytes : await deflated(bytes);
    const filter = isPacked ? '' : ' /Filter /FlateDecode';
    const head = bytesOf(`<<${dictionary}${filter} /Length ${packed.length}>>\nstream\n`);
    this.#objects.push([head, packed, bytesOf('\nendstream')]);
    return `${this.#objects.length} 0 R`;
  }

  addText(dictionary: string, text: string): Promise<Reference> {
    return this.addStream(dictionary, bytesOf(text));
  }

  /** The file. @param catalog its root @param info its title and maker */
  written(catalog: Reference, info: Reference): Blob {
    // Bytes beyond ASCII in the second line tell programs that copy files that this is none of text (7.5.2).
    const parts = [bytesOf('%PDF-1.7\n%'), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
    const places: number[] = [];
    let length = parts[0].length + parts[1].length;
    const write = (part: Uint8Array<ArrayBuffer>) => {
      parts.push(part);
      length += part.length;
    };
    this.#objects.forEach((object, at) => {
      places.push(length);
      write(bytesOf(`${at + 1} 0 obj\n`));
      object.forEach(write);
      write(bytesOf('\nendobj\n'));
    });
    const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
    const size = places.length + 1;
    const end = `trailer\n<</Size ${size} /Root ${catalog} /Info ${info}>>\nstartxref\n${length}\n%%EOF\n`;
    write(bytesOf(`xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`));
    return new Blob(parts, { type: 'application/pdf' });
  }
}
