/** Kind of a picture, by its first bytes. @throws {Error} one that no figure is saved with */
export function imageKind(content: Uint8Array): 'png' | 'jpg' {
  if (content[0] === 0x89 && content[1] === 0x50) return 'png';
  if (content[0] === 0xff && content[1] === 0xd8) return 'jpg';
  throw new Error('a picture that is neither PNG nor JPEG');
}
