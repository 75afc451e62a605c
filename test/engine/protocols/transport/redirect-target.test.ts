import { describe, expect, it } from 'vitest';
import type { HttpMethod } from '../../../../electron/engine/protocols/transport/http-request.ts';
import { redirectTarget } from '../../../../electron/engine/protocols/transport/redirect-target.ts';
import { answerOf } from './answer-of.ts';

const from = 'https://h.example/files/a?x=1';

describe('redirectTarget', () => {
  it.each<[number, HttpMethod, string, string]>([
    [307, 'PUT', '/other/a', 'https://h.example/other/a'],
    [308, 'POST', 'b?y=2', 'https://h.example/files/b?y=2'],
    [308, 'PATCH', 'https://h.example/c#part', 'https://h.example/c'],
    [307, 'PUT', 'https://user:secret@h.example/c', 'https://h.example/c'],
    [301, 'HEAD', '/files/a/', 'https://h.example/files/a/'],
    [302, 'OPTIONS', '/z', 'https://h.example/z'],
  ])('%i of %s to %s is followed', (status, method, location, expected) => {
    expect(redirectTarget(answerOf(status, { location }, '', from), method).href).toBe(expected);
  });

  it.each<[number, HttpMethod, string, string | undefined]>([
    [307, 'PUT', 'https://evil.example/files/a?token=1', 'https://evil.example'],
    [307, 'PUT', 'http://h.example/files/a', 'http://h.example'],
    [308, 'PUT', 'https://h.example:8443/files/a', 'https://h.example:8443'],
    [307, 'HEAD', '//evil.example/', 'https://evil.example'],
    [301, 'PUT', '/b', 'https://h.example'],
    [302, 'POST', '/b', 'https://h.example'],
    [303, 'POST', '/b', 'https://h.example'],
    [303, 'HEAD', '/b', 'https://h.example'],
    [307, 'PUT', 'http://', undefined],
  ])('%i of %s to %s is refused', (status, method, location, reason) => {
    const answer = answerOf(status, { location }, '', from);
    const details = { httpStatus: status, ...(reason === undefined ? {} : { host: new URL(reason).host, reason }) };
    expect(() => redirectTarget(answer, method)).toThrow(expect.objectContaining({ code: 'redirect-refused', details }));
  });

  it('is refused without a Location', () => {
    expect(() => redirectTarget(answerOf(307), 'PUT')).toThrow(expect.objectContaining({ code: 'redirect-refused' }));
  });
});
