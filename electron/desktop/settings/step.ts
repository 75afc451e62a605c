import type { SettingName, Settings } from '../../../shared/settings.ts';

/** One thing that a person is asked about. */
export interface Step {
  /** As an order, without a mark at its end. */
  readonly what: string;
  readonly details: readonly string[];
  /** On the button, where it is the only one. */
  readonly yes: string;
}

/** The steps of what changed; `changed`: only what needs a yes. */
export type StepsOf = (before: Settings, after: Settings, changed: ReadonlySet<SettingName>) => readonly Step[];

/** What has words of its own. */
export interface NamedSteps {
  /** Where any of these changed, the steps say it, all of them together. */
  readonly names: readonly SettingName[];
  readonly stepsOf: StepsOf;
}
