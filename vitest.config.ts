import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/run/long-first.ts';

const endToEnd = ['test/e2e/**/*.test.ts'];
/** Their tests measure how quick the window is, and have the machine for themselves. */
const endToEndAlone = ['test/e2e/alone/*.test.ts'];
/** Their tests start real servers and processes, but for those in a folder `unit`. */
const integrationFolders = 'test/{protocols,receiver,cli,integration,faults,servers,kill,power,interop}';
const integration = [`${integrationFolders}/**/*.test.ts`, 'test/**/*.integration.test.ts'];
const house = ['test/house/**/*.test.ts'];
const pureInIntegrationFolders = [`${integrationFolders}/unit/**/*.test.ts`];

export default defineConfig({
  test: {
    environment: 'node',
    sequence: { sequencer: LongFirst },
    // Whatever is in no other project is a unit test, so that no test file can be forgotten.
    projects: [
      {
        test: {
          name: 'unit',
          // They share their worker's modules: loading those anew for each of some hundred files took two thirds of the time.
          isolate: false,
          // Without it there would be one less than there are processors.
          maxWorkers: '100%',
          // Far more than any of them needs, for machines that are busy.
          testTimeout: 20_000,
          hookTimeout: 20_000,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [
            ...endToEnd,
            ...house,
            'test/**/*.integration.test.ts',
            `${integrationFolders}/!(unit)/**`,
            `${integrationFolders}/*.test.ts`,
          ],
        },
      },
      // They read the whole project, which takes its time on a machine that is busy.
      { test: { name: 'house', include: house, testTimeout: 30_000 } },
      {
        test: {
          name: 'integration',
          include: integration,
          exclude: [...pureInIntegrationFolders, ...endToEnd, ...house],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Two thirds of their time go into waiting for servers and for time to pass.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: 'e2e',
          include: endToEnd,
          exclude: endToEndAlone,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each has its own display; three quarters of their time go into waiting.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e-alone',
          include: endToEndAlone,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After those of all other projects that are run with it.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
