import { expect, test } from 'vitest';
import { decodeMessage, encodeCall, lengthOfMessage } from '../../../electron/host/message-bus/bus-message.ts';
import { typesIn } from '../../../electron/host/message-bus/bus-types.ts';
import type { BusValue } from '../../../electron/host/message-bus/bus-value.ts';
import { readValues } from '../../../electron/host/message-bus/read-values.ts';
import { sessionBusPath } from '../../../electron/host/message-bus/session-bus-path.ts';
import { writeValues } from '../../../electron/host/message-bus/write-values.ts';

test.each<[string, readonly BusValue[]]>([
  ['s', ['crane ⛴']],
  ['yqiubs', [255, 65_535, -2, 4_294_967_295, true, '']],
  ['as', [['a', 'b']]],
  ['asu', [[], 7]],
  ['a{sv}', [[['key', { signature: 'u', value: 5 }]]]],
  ['ya(yv)', [1, [[2, { signature: 'as', value: ['x'] }]]]],
  ['susssasa{sv}i', ['Gantry', 0, '', 'title', 'body', ['default', 'Show'], [['urgency', { signature: 'y', value: 1 }]], -1]],
])('what is written as %s is read as it was', (signature, values) => {
  expect(readValues(signature, writeValues(signature, values), true)).toEqual(values);
});

test('values begin where the specification says', () => {
  expect([...writeValues('yu', [1, 2])]).toEqual([1, 0, 0, 0, 2, 0, 0, 0]);
  // The length of a list, then the space before its first element, which does not count.
  expect([...writeValues('a(u)', [[[3]]])]).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0]);
  const big = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
  expect(readValues('ut', big, false)).toEqual([2, 9n]);
});

test('what is no value is refused rather than guessed', () => {
  expect(typesIn('a{sv}(ii)u')).toEqual(['a{sv}', '(ii)', 'u']);
  for (const signature of ['(i', 'z', 'a', '{s']) expect(() => typesIn(signature), signature).toThrow();
  expect(() => writeValues('u', ['text'])).toThrow();
  expect(() => writeValues('su', ['text'])).toThrow();
  expect(() => writeValues('s', [5])).toThrow();
  expect(() => readValues('s', Buffer.from([200, 0, 0, 0, 65, 0]), true)).toThrow();
  expect(() => readValues('as', Buffer.from([200, 0, 0, 0]), true)).toThrow();
  // Its values take no bytes, so that it would have no end.
  expect(() => readValues('a()', Buffer.from([8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), true)).toThrow('without any bytes');
  expect(() => readValues('v', Buffer.from(`\u0001v\0`.repeat(200), 'latin1'), true)).toThrow();
});

test('a call is one whole message, and one that is too long is not waited for', () => {
  const call = { destination: 'a.b', path: '/a', interfaceName: 'a.b', member: 'Do', signature: 'su', body: ['x', 3] };
  const bytes = encodeCall(call, 9);
  expect(lengthOfMessage(bytes)).toBe(bytes.length);
  expect(lengthOfMessage(bytes.subarray(0, 15))).toBeNull();
  const message = { kind: 'call', serial: 9, path: '/a', interfaceName: 'a.b', member: 'Do', body: ['x', 3] };
  expect(decodeMessage(bytes)).toMatchObject(message);
  const endless = Buffer.from(bytes);
  endless.writeUInt32LE(0xffff_fff0, 4);
  expect(() => lengthOfMessage(endless)).toThrow();
});

test.each([
  [{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus,guid=5' }, '/run/user/1000/bus'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=x;unix:abstract=/a%20b,guid=5' }, '\0/a b'],
  [{ DBUS_SESSION_BUS_ADDRESS: 'disabled:', XDG_RUNTIME_DIR: '/run/user/1000' }, null],
  [{ XDG_RUNTIME_DIR: '/run/user/1000' }, '/run/user/1000/bus'],
  [{}, null],
] as const)('the bus of %j', (environment, path) => {
  expect(sessionBusPath(environment)).toBe(path);
});
