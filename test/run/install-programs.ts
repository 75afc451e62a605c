import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { aptCommand, hasApt, installWithApt, isRoot } from '../../electron/start/apt-packages.ts';
import { hasProgram } from '../servers/has-program.ts';

export interface NeededProgram {
  readonly program: string;
  readonly aptPackages: readonly string[];
}

/**
 * Installs what is missing as root on Debian and Ubuntu. Elsewhere gives a note for the person: the tests that need a program leave
 * themselves out. Null when all is there.
 */
export async function installPrograms(programs: readonly NeededProgram[]): Promise<string | null> {
  const missing = programs.filter(({ program }) => !hasProgram(program));
  if (missing.length === 0) return null;
  const packages = [...new Set(missing.flatMap(({ aptPackages }) => aptPackages))];
  if (hasApt() && isRoot()) {
    await withoutStartingServices(() => installWithApt(packages));
    return null;
  }
  const names = missing.map(({ program }) => program).join(' and ');
  return `Tests on ${names} were skipped: not installed. For all of them: ${aptCommand(packages)}`;
}

/** A package of a server starts it on the system's ports; the tests want the program only. */
async function withoutStartingServices(install: () => Promise<void>): Promise<void> {
  const policyFile = '/usr/sbin/policy-rc.d';
  if (existsSync(policyFile)) return await install();
  writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    rmSync(policyFile);
  }
}
