import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../electron/receiver/refusal.ts';
import { refusalFor } from '../../../electron/receiver/refusal-for.ts';

describe('refusalFor', () => {
  it.each([
    ['ENOSPC', 507],
    ['EDQUOT', 507],
    ['EACCES', 403],
    ['ENAMETOOLONG', 422],
    ['EMFILE', 503],
    ['EIO', 500],
  ])('%s becomes %i, without the path of the system message', (code, httpStatus) => {
    const refusal = refusalFor(Object.assign(new Error(`${code}: secret, open '/home/somebody/file'`), { code }));
    expect(refusal.status_code).toBe(httpStatus);
    expect(refusal.body).not.toContain('/home');
  });

  it('lets refusals and the answers of the tus server pass', () => {
    const own = new Refusal(422, 'No.');
    expect(refusalFor(own)).toBe(own);
    expect(refusalFor({ status_code: 413, body: 'Too large\n' })).toMatchObject({ status_code: 413, body: 'Too large\n' });
  });
});
