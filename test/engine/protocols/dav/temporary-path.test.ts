import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { isTemporaryPath, temporaryPathOf } from '../../../../electron/engine/protocols/dav/temporary-path.ts';
import { oddNames } from '../../../files/odd-names.ts';

const id = '11111111-2222-4333-8444-0123456789ab';

describe('temporaryPathOf', () => {
  it('stays in the folder, hidden', () => {
    expect(temporaryPathOf('a/b.txt', id)).toBe('a/.b.txt.gantry-84440123456789ab');
  });

  it.each(oddNames.map((name) => [name]))('fits for %j, and is known again', (name) => {
    const path = temporaryPathOf(name, id);
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(255);
    expect([isTemporaryPath(path), isTemporaryPath(`x/${path}`), isTemporaryPath(name)]).toEqual([true, true, false]);
  });
});
