/** What is shown for each token. */
export function displayTokens(tokens: readonly string[]): string[] {
  return tokens.map(String);
}
