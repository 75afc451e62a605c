/** Checks that go on after a failure, with a line for each. */
export interface Checklist {
  /** Runs one; what it answers is a fact to print beside its name. False when it failed. */
  check(name: string, work: () => Promise<string>): Promise<boolean>;
  /** Prints the sum and gives the exit code. */
  sum(): number;
}

export function createChecklist(print: (text: string) => void, now: () => number): Checklist {
  let passed = 0;
  let failed = 0;
  return {
    async check(name, work) {
      const startedAt = now();
      const seconds = (): string => `${((now() - startedAt) / 1000).toFixed(1)} s`;
      try {
        const fact = await work();
        passed += 1;
        print(`ok      ${name}${fact === '' ? '' : `: ${fact}`}  (${seconds()})\n`);
        return true;
      } catch (error) {
        failed += 1;
        print(`FAILED  ${name}  (${seconds()})\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        return false;
      }
    },
    sum() {
      print(`${passed} passed, ${failed} failed\n`);
      return failed === 0 && passed > 0 ? 0 : 1;
    },
  };
}
