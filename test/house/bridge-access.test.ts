import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { readProject } from './read-project.ts';
import { bridgeAccess } from './rules/bridge-access.ts';

describe('bridge access', () => {
  it('is the engine client’s alone in the project', () => {
    expect(bridgeAccess(readProject())).toEqual([]);
  });

  it.each(['window.gantry.request()', "window['gantry']", 'globalThis.gantry'])('sees %s', (text) => {
    expect(bridgeAccess(plant({ 'renderer/queue/row.tsx': text }))).toHaveLength(1);
  });

  it('lets the engine client have it', () => {
    expect(
      bridgeAccess(plant({ 'renderer/engine-client.ts': 'window.gantry.request()', 'renderer/queue/row.tsx': 'window.scrollY' })),
    ).toEqual([]);
  });
});
