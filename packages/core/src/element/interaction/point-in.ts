/** Place of an event in the frame that listens for it, in pixels of its layout. */
export function pointIn({ clientX, clientY, currentTarget }: MouseEvent): readonly [x: number, y: number] {
  const frame = currentTarget as HTMLElement;
  const rect = frame.getBoundingClientRect();
  // A scaled slide makes the rectangle larger or smaller than the layout.
  const scale = rect.width / frame.offsetWidth || 1;
  return [(clientX - rect.x) / scale, (clientY - rect.y) / scale];
}
