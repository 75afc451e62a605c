/** What an object of the library keeps under a name that it does not document; null when that is no object. */
export function partOfLibrary(owner: object | null, name: string): object | null {
  const value: unknown = owner === null ? null : Reflect.get(owner, name);
  return typeof value === 'object' ? value : null;
}
