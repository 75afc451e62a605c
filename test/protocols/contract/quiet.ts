/** Resolves once a number has not changed for 200 ms; fails after 5 s. */
export async function quiet(read: () => number): Promise<void> {
  const startedMs = performance.now();
  for (let last = -1; last !== read(); ) {
    if (performance.now() - startedMs > 5_000) throw new Error('it does not become quiet');
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
