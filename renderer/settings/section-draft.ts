/** What is wrong with one field, in words for beside it. */
export interface FieldProblem {
  readonly field: string;
  readonly words: string;
  /** What was typed stays in the field, to be mended; otherwise the field shows again what holds. */
  readonly isMendable: boolean;
}

export interface SectionDraft<Fields extends object> {
  /** What was typed and does not hold yet. */
  typed(): Partial<Fields>;
  problem(): FieldProblem | null;
  /** Sends it after what was sent before. Resolves once it holds, is refused, or a person said no. */
  set(change: Partial<Fields>): Promise<void>;
  /** What was typed there and does not hold yet is given up: something else was chosen where this draft cannot reach. */
  forget(...fields: readonly (keyof Fields & string)[]): Promise<void>;
}

export interface SectionDraftOptions<Fields extends object> {
  /** Answers whether it holds; false: a person said no. Rejects where it is refused. */
  send(change: Partial<Fields>): Promise<boolean>;
  /** `fields`: what was sent, for a refusal that names none. */
  problemFrom(error: unknown, fields: readonly string[]): FieldProblem;
  onChange(): void;
}

/**
 * One section of the settings as it is typed. A choice that needs something else with it, such as a webhook without its address, waits for that and is sent
 * with it; what is wrong with one field keeps no other from holding.
 */
export function createSectionDraft<Fields extends object>({
  send,
  problemFrom,
  onChange,
}: SectionDraftOptions<Fields>): SectionDraft<Fields> {
  let typed: Partial<Fields> = {};
  let problem: FieldProblem | null = null;
  let last = Promise.resolve();

  /** What was typed over it meanwhile stays. */
  const drop = (sent: Partial<Fields>): void => {
    const left = Object.entries(typed).filter(([field, value]) => !(field in sent && Reflect.get(sent, field) === value));
    typed = Object.fromEntries(left) as Partial<Fields>;
  };
  const refuse = (error: unknown, sent: Partial<Fields>): void => {
    problem = problemFrom(error, Object.keys(sent));
    if (!problem.isMendable) drop(sent);
  };
  const apply = async (change: Partial<Fields>): Promise<void> => {
    const all = { ...typed, ...change };
    try {
      await send(all);
      drop(all);
      problem = null;
    } catch (error) {
      refuse(error, all);
      const isOthersFault = problem !== null && !(problem.field in change) && Object.keys(all).length > Object.keys(change).length;
      if (isOthersFault) await applyAlone(change);
    }
    onChange();
  };
  const applyAlone = async (change: Partial<Fields>): Promise<void> => {
    try {
      await send(change);
      drop(change);
    } catch (error) {
      refuse(error, change);
    }
  };

  return {
    typed: () => typed,
    problem: () => problem,
    set(change) {
      typed = { ...typed, ...change };
      onChange();
      last = last.then(() => apply(change));
      return last;
    },
    forget(...fields) {
      last = last.then(() => {
        typed = Object.fromEntries(Object.entries(typed).filter(([field]) => !fields.some((one) => one === field))) as Partial<Fields>;
        // What the choice was missing is missed no longer.
        if (problem !== null && !(problem.field in typed)) problem = null;
        onChange();
      });
      return last;
    },
  };
}
