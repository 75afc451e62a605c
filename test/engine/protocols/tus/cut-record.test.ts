import { describe, expect, it } from 'vitest';
import { CutRecord } from '../../../../electron/engine/protocols/tus/cut-record.ts';

describe('CutRecord', () => {
  it('knows the second cut at the same place from one elsewhere', () => {
    const cuts = new CutRecord();
    expect([cuts.cutAt('/a', 0), cuts.cutAt('/b', 0), cuts.cutAt('/a', 5), cuts.cutAt('/a', 5)]).toEqual([false, false, false, true]);
  });

  it('counts anew after a second cut and after forgetting', () => {
    const cuts = new CutRecord();
    expect([cuts.cutAt('/a', 0), cuts.cutAt('/a', 0), cuts.cutAt('/a', 0)]).toEqual([false, true, false]);
    cuts.forget('/a');
    expect(cuts.cutAt('/a', 0)).toBe(false);
  });
});
