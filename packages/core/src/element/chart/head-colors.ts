/**
 * Colours of heads, one after the other as different as can be, each at least 3:1 from white, or from black where the page is
 * dark. Eight hues of oklch, then the same eight between them, darker or lighter. From the seventeenth head on they come again.
 */
const onLight = '2a80e2c16302279936d24b549860d0029393c34e97987e003e3caa6b4800005f45882f007c1e7f025a6b9404404c5600';
const onDark = '7ab4fef995496eca73fe898bc797fd10cacaf387c7cfaf1d717adfb17a00069e76ce6234b462b50596b1ce5977819004';

/** @param isDark whether the page is */
export function headColor(head: number, isDark: boolean): string {
  const colors = isDark ? onDark : onLight;
  const at = (head % (colors.length / 6)) * 6;
  return `#${colors.slice(at, at + 6)}`;
}
