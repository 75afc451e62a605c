import type { SettingName, Settings } from '../../../shared/settings.ts';
import { otherSteps } from './other-steps.ts';
import type { NamedSteps, Step } from './step.ts';

/** Everything of `names` as steps: in its own words where `named` has some, else by its name. Nothing is left out. */
export function stepsOfChanges(
  before: Settings,
  after: Settings,
  names: readonly SettingName[],
  named: readonly NamedSteps[],
): readonly Step[] {
  const left = new Set(names);
  const steps: Step[] = [];
  for (const one of named) {
    if (!one.names.some((name) => left.has(name))) continue;
    const said = one.stepsOf(before, after, new Set(names));
    steps.push(...said);
    // Where they had no words of their own for it, its name says it below.
    if (said.length > 0) for (const name of one.names) left.delete(name);
  }
  return [...steps, ...otherSteps(after, [...left])];
}
