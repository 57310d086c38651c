/** What a piece of code warns of; the warnings are not shown. */
export function warningsOf(act: () => void): string[] {
  const { warn } = console;
  const warnings: string[] = [];
  console.warn = (...parts: unknown[]) => void warnings.push(parts.map(String).join(' '));
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}
