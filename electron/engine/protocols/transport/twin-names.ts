import { untilAborted } from '../../source/until-aborted.ts';

interface Turn {
  readonly relativePath: string;
  readonly over: Promise<unknown>;
}

/** The names in a folder of the destination; `''` is the destination itself. */
export type NamesIn = (folder: string) => Promise<readonly string[]>;

/**
 * Some servers take `a.txt` and `A.txt`, or `é` as one letter and as two, for one name, and no protocol says which. These are the names of one
 * destination that were stored in this process or are about to be, so that no file of ours replaces another one.
 */
export class TwinNames {
  readonly #turns = new Map<string, Set<Turn>>();
  /** By their plain names; a set where there are several. */
  readonly #stored = new Map<string, string | Set<string>>();

  /** Runs it when nothing runs any more for a name that may be the same to the server. Rejects with the signal's reason. */
  alone<Value>(relativePath: string, work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    const key = plainName(relativePath);
    const turns = this.#turns.get(key) ?? new Set();
    const others = [...turns].filter((turn) => turn.relativePath !== relativePath).map(({ over }) => over);
    const value =
      others.length === 0
        ? work()
        : Promise.all(others).then(() => {
            signal.throwIfAborted();
            return work();
          });
    const turn: Turn = { relativePath, over: value.catch(() => undefined).then(() => this.#leave(key, turn)) };
    this.#turns.set(key, turns.add(turn));
    return others.length === 0 ? value : untilAborted(value, signal);
  }

  stored(relativePath: string): void {
    const key = plainName(relativePath);
    const known = this.#stored.get(key);
    if (known === undefined) this.#stored.set(key, relativePath);
    else if (known instanceof Set) known.add(relativePath);
    else if (known !== relativePath) this.#stored.set(key, new Set([known, relativePath]));
  }

  /** What was stored under other spellings of this name. */
  of(relativePath: string): readonly string[] {
    const known = this.#stored.get(plainName(relativePath));
    if (known === undefined || known === relativePath) return [];
    return known instanceof Set ? [...known].filter((name) => name !== relativePath) : [known];
  }

  /** Whether what the server has under this name, which must be something, is what was stored under another spelling. */
  async haveTaken(relativePath: string, namesIn: NamesIn): Promise<boolean> {
    for (const twin of this.of(relativePath)) if (await areOnePath(relativePath, twin, namesIn)) return true;
    return false;
  }

  #leave(key: string, turn: Turn): void {
    const turns = this.#turns.get(key);
    turns?.delete(turn);
    if (turns?.size === 0) this.#turns.delete(key);
  }
}

/** Without case, and with accents in one way: what a server may take for the same name. */
export function plainName(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

async function areOnePath(relativePath: string, twin: string, namesIn: NamesIn): Promise<boolean> {
  const names = relativePath.split('/');
  const others = twin.split('/');
  for (const [index, name] of names.entries()) {
    const other = others[index] ?? name;
    if (other !== name && !areOneName(name, other, await namesIn(names.slice(0, index).join('/')))) return false;
  }
  return true;
}

/** Servers that write accents in their own way list each as that; so two names are two only where both of them are listed. */
function areOneName(name: string, twin: string, there: readonly string[]): boolean {
  const composed = name.normalize('NFC');
  const alike = there.filter((other) => other.normalize('NFC') === composed);
  return twin.normalize('NFC') === composed ? alike.length < 2 : alike.length === 0;
}
