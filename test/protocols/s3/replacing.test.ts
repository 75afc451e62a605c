import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../../electron/engine/protocols/protocol.ts';
import type { ScriptedAnswer, ScriptedRequest } from '../../servers/start-scripted-s3.ts';
import { refusal } from '../../servers/start-scripted-s3.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import { isPart, isQuestion, scriptedSetting } from './scripted-setting.ts';

describe('S3, replacing what is there', () => {
  const setting = scriptedSetting();

  /** Heeds conditions, as Amazon's does. */
  const heeding = (request: ScriptedRequest, answer: () => ScriptedAnswer): ScriptedAnswer => {
    const found = setting.server.objects.get(request.path);
    const { 'if-none-match': none, 'if-match': match } = request.headers;
    const isOther = match !== undefined && (found === undefined || match !== `"${createHash('md5').update(found).digest('hex')}"`);
    if (request.method === 'PUT' && !isPart(request) && ((none === '*' && found !== undefined) || isOther))
      return refusal(412, 'PreconditionFailed');
    return answer();
  };
  const asked = (): readonly string[] =>
    setting.server.requests
      .filter((request) => !isPart(request) && !isQuestion(request) && !request.query.has('uploads'))
      .map(({ method, path, headers }) => {
        const condition = headers['if-none-match'] === '*' ? ' if free' : headers['if-match'] === undefined ? '' : ' if still';
        return `${method} ${path.slice('/bucket/'.length)}${condition}`;
      });
  const replace = async (protocol: Protocol, relativePath: string, path = setting.small): Promise<void> => {
    expect(receiptOf(await transferFile(protocol, { path, relativePath, conflict: 'overwrite' })).result).toBe('stored');
  };

  it('asks for no small file whose name is free, and from the first taken one on for each, until one is free again', async () => {
    const protocol = await setting.begin({ script: heeding });
    for (const name of ['a', 'b', 'c']) await replace(protocol, name);
    expect(asked()).toEqual(['PUT a if free', 'PUT b if free', 'PUT c if free']);

    const before = asked().length;
    for (const name of ['a', 'b', 'd', 'e']) await replace(protocol, name);
    expect(asked().slice(before)).toEqual([
      ...['PUT a if free', 'HEAD a', 'PUT a if still'],
      ...['HEAD b', 'PUT b if still'],
      ...['HEAD d', 'PUT d if free'],
      'PUT e if free',
    ]);
  });

  it('tells that it sends again when the unasked try was refused after all its bytes', async () => {
    const protocol = await setting.begin({ script: heeding });
    await replace(protocol, 'a');
    const again = await transferFile(setting.another(), { path: setting.small, relativePath: 'a', conflict: 'overwrite' });
    expect(receiptOf(again).result).toBe('stored');
    const size = 70_000;
    const first = again.sent.indexOf(size);
    expect(again.sent.indexOf(0, first), 'between the two').toBeGreaterThan(first);
    expect(again.sent.at(-1)).toBe(size);
    expect(again.events).toEqual(['verifying', 'verifying']);
  });

  it('looks for a large file before it sends it', async () => {
    const protocol = await setting.begin({ script: heeding });
    await replace(protocol, 'large', setting.large);
    expect(asked()[0]).toBe('HEAD large');
  });

  it('sends no question to a service that takes no conditions', async () => {
    const protocol = await setting.begin({
      script: ({ headers }, answer) => (headers['if-none-match'] === undefined ? answer() : refusal(501, 'NotImplemented')),
    });
    for (const name of ['a', 'a', 'b']) await replace(protocol, name);
    expect(asked()).toEqual(['PUT a', 'PUT a', 'PUT b']);
  });
});
