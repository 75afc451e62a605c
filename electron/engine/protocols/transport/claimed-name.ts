/** The name that one transfer is about to use: two files of one name must not both find it free at a server that cannot tell them apart. */
export class ClaimedName {
  readonly #claims: Set<string>;
  #relativePath: string | null = null;

  /** `claims`: the names of all transfers under way to one destination. */
  constructor(claims: Set<string>) {
    this.#claims = claims;
  }

  /** Takes a name instead of the one before; false when another transfer has it. */
  take(relativePath: string): boolean {
    if (relativePath === this.#relativePath) return true;
    if (this.#claims.has(relativePath)) return false;
    this.release();
    this.#claims.add(relativePath);
    this.#relativePath = relativePath;
    return true;
  }

  release(): void {
    if (this.#relativePath !== null) this.#claims.delete(this.#relativePath);
    this.#relativePath = null;
  }
}
