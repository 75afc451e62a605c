/** What the system gives to a Gantry that it opens at login. */
export const atLoginSwitch = '--at-login';

/** Whether the arguments of a start say that the system opened Gantry at login; nothing after `--` is a switch. */
export function isOpenedAtLogin(programArguments: readonly string[]): boolean {
  const end = programArguments.indexOf('--');
  return programArguments.slice(1, end === -1 ? undefined : end).includes(atLoginSwitch);
}
