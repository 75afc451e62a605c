/** The value once it has not changed for 100 ms. */
export async function settled(read: () => number): Promise<number> {
  for (let last = -1; last !== read(); ) {
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return read();
}
