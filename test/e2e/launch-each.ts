import { afterEach } from 'vitest';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';

/** Starts apps that are ended and removed after the test that started them, also when it failed. Called once by a test file. */
export function launchEach(): typeof launchApp {
  const running: RunningApp[] = [];
  afterEach(async () => {
    for (const app of running.splice(0)) await app.dispose();
  });
  return async (...options) => {
    const app = await launchApp(...options);
    running.push(app);
    return app;
  };
}
