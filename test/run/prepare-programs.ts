import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { aptCommand, hasApt, installWithApt, isRoot } from '../../electron/start/apt-packages.ts';
import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import { hasProgram } from '../servers/has-program.ts';
import type { Preparation } from './vitest-stage.ts';

/** The real servers that the tests start for themselves, on ports of their own, and what else they need. */
const programs = [
  { program: 'nginx', aptPackages: ['nginx-light'] },
  { program: 'apache2', aptPackages: ['apache2'] },
  // Makes the certificates of the tests.
  { program: 'openssl', aptPackages: ['openssl'] },
  // Compiles the recorder of test/power.
  { program: 'cc', aptPackages: ['gcc', 'libc6-dev'] },
] as const;

/** Installs what is missing as root on Debian and Ubuntu; else the tests that need it leave themselves out, and the note says why. */
export const preparePrograms: Preparation = async () => {
  await buildWhenStale();
  const missing = programs.filter(({ program }) => !hasProgram(program));
  if (missing.length === 0) return { leftOutBecause: null };
  const packages = missing.flatMap(({ aptPackages }) => aptPackages);
  if (hasApt() && isRoot()) {
    await withoutStartingServices(() => installWithApt(packages));
    return { leftOutBecause: null };
  }
  const names = missing.map(({ program }) => program).join(' and ');
  return { leftOutBecause: null, note: `Tests on ${names} were skipped: not installed. For all of them: ${aptCommand(packages)}` };
};

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
