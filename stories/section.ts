/** What a README says under a heading: guides show it, so that it is written once. */
export function section(readme: string, heading: string): string {
  const start = readme.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(`The README has no section ${heading}.`);
  const body = readme.slice(readme.indexOf('\n', start + 1) + 1);
  const end = body.indexOf('\n## ');
  return end < 0 ? body : body.slice(0, end);
}
